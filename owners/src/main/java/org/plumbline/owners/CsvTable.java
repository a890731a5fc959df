package org.plumbline.owners;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.net.Prefix;

/** Lines of {@code prefix,asn,owner,country}: an address has the owner of its longest prefix. */
final class CsvTable implements OwnersFile.Table {
  /** Twice the world's routing table. */
  static final int LINES_MAX = 2_500_000;

  private static final int COMPLAINTS_MAX = 20;
  private static final int SHOWN_CHARS_MAX = 80;
  private static final String HEADER = "prefix,asn,owner,country";

  private final Path file;
  private final PrefixTrie v4 = new PrefixTrie();
  private final PrefixTrie v6 = new PrefixTrie();
  private final List<Owner> owners = new ArrayList<>();
  private final Map<Owner, Integer> places = new HashMap<>();
  private final List<String> complaints = new ArrayList<>();

  private CsvTable(Path file) {
    this.file = file;
  }

  static CsvTable open(Path file) throws IOException, UnusableFile {
    CsvTable table = new CsvTable(file);
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      table.read(lines);
    } catch (MalformedInputException e) {
      table.complaints.add(file + ": must be text in UTF-8");
    }
    if (table.complaints.isEmpty() && table.owners.isEmpty()) {
      table.complaints.add(file + ": must have at least one line of " + HEADER);
    }
    if (!table.complaints.isEmpty()) {
      throw new UnusableFile(table.complaints);
    }
    table.places.clear();
    return table;
  }

  private void read(BufferedReader lines) throws IOException {
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (number > LINES_MAX) {
        complaints.add(file + ": must have at most " + LINES_MAX + " lines");
        return;
      }
      boolean header = number == 1 && line.strip().equalsIgnoreCase(HEADER);
      if (!header && !line.isBlank() && !line.startsWith("#")) {
        take(number, line);
      }
      if (complaints.size() == COMPLAINTS_MAX) {
        complaints.add(file + ": and maybe more; these are the first " + COMPLAINTS_MAX);
        return;
      }
    }
  }

  private void take(int number, String line) {
    Optional<List<String>> fields = CsvLine.fields(line);
    if (fields.isEmpty() || fields.get().size() < 2 || fields.get().size() > 4) {
      complain(number, "must be " + HEADER + ", the last two optional", line);
      return;
    }
    List<String> values = fields.get();
    Optional<Prefix> prefix = prefix(values.getFirst());
    Optional<Long> asn = AsNumbers.parse(values.get(1));
    if (prefix.isEmpty()) {
      complain(number, "prefix must be like 192.0.2.0/24 or 2001:db8::/32", values.getFirst());
    }
    if (asn.isEmpty()) {
      complain(number, "asn must be a whole number from 1 to 4294967295", values.get(1));
    }
    if (values.size() == 4 && !values.get(3).matches("([A-Za-z]{2})?")) {
      complain(number, "country must be two letters or nothing", values.get(3));
    }
    if (prefix.isPresent() && asn.isPresent()) {
      add(number, prefix.get(), Owner.of(asn.get(), values.size() > 2 ? values.get(2) : null));
    }
  }

  private void add(int number, Prefix prefix, Owner owner) {
    int place =
        places.computeIfAbsent(
            owner,
            fresh -> {
              owners.add(fresh);
              return owners.size() - 1;
            });
    try {
      int before = trieOf(prefix.address()).put(prefix, place);
      if (before != PrefixTrie.NONE && before != place) {
        complain(number, "prefix must have one owner, and has another above", prefix.toString());
      }
    } catch (IllegalStateException full) {
      complain(number, "must fit into memory: too many and too different prefixes", "");
    }
  }

  private void complain(int number, String rule, String value) {
    String shown =
        value.length() > SHOWN_CHARS_MAX ? value.substring(0, SHOWN_CHARS_MAX) + "..." : value;
    String was = shown.isEmpty() ? "" : ", was '" + shown.replaceAll("\\p{C}", "?") + "'";
    if (complaints.size() < COMPLAINTS_MAX) {
      complaints.add(file + ":" + number + ": " + rule + was);
    }
  }

  private static Optional<Prefix> prefix(String text) {
    try {
      return Optional.of(Prefix.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private PrefixTrie trieOf(InetAddress address) {
    return address instanceof Inet4Address ? v4 : v6;
  }

  @Override
  public Optional<Owner> owner(InetAddress address) {
    int place = trieOf(address).longest(address.getAddress());
    return place == PrefixTrie.NONE ? Optional.empty() : Optional.of(owners.get(place));
  }

  @Override
  public void close() {}
}
