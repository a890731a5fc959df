package org.plumbline.owners;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plumbline.net.Addresses;

/** The operator's own file, read once at the start: a MaxMind DB, or CSV. */
public final class OwnersFile implements Owners {
  /** Largest file, in bytes; databases of all origins are about 10 MB. */
  static final long BYTES_MAX = 256L << 20;

  /** What a file knows of one address. */
  interface Table extends Closeable {
    Optional<Owner> owner(InetAddress address);

    @Override
    void close();
  }

  private final Table table;

  private OwnersFile(Table table) {
    this.table = table;
  }

  /**
   * Reads a file whole: {@code .mmdb}, or {@code .csv} of {@code prefix,asn,owner,country}.
   *
   * @throws UnusableFile when it is neither, cannot be read, is too large, or a line of it breaks a
   *     rule
   */
  public static OwnersFile open(Path file) throws UnusableFile {
    Path last = file.getFileName();
    String name = last == null ? "" : last.toString().toLowerCase(Locale.ROOT);
    try {
      long bytes = Files.size(file);
      if (bytes > BYTES_MAX) {
        throw unusable(file, "must be at most " + BYTES_MAX + " bytes, has " + bytes);
      }
      if (name.endsWith(".mmdb")) {
        return new OwnersFile(MaxMindTable.open(file));
      }
      if (name.endsWith(".csv")) {
        return new OwnersFile(CsvTable.open(file));
      }
      throw unusable(file, "must be a .mmdb or .csv file");
    } catch (IOException e) {
      throw unusable(file, "cannot be read: " + e);
    }
  }

  static UnusableFile unusable(Path file, String rule) {
    return new UnusableFile(List.of(file + ": " + rule));
  }

  @Override
  public Map<String, Owner> of(Set<String> addresses) {
    Map<String, Owner> known = new HashMap<>();
    for (String text : addresses) {
      if (Addresses.isLiteral(text)) {
        table.owner(Addresses.parse(text)).ifPresent(owner -> known.put(text, owner));
      }
    }
    return known;
  }

  @Override
  public void close() {
    table.close();
  }
}
