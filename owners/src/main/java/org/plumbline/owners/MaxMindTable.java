package org.plumbline.owners;

import com.maxmind.db.CHMCache;
import com.maxmind.db.InvalidDatabaseException;
import com.maxmind.db.InvalidNetworkException;
import com.maxmind.db.Networks;
import com.maxmind.db.Reader;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A MaxMind DB, by its format's own reader, held in memory: whoever replaces the file under a
 * running server does no harm.
 */
final class MaxMindTable implements OwnersFile.Table {
  private static final Logger LOG = LoggerFactory.getLogger(MaxMindTable.class);

  /** Of the makers' spellings, the format's own first. */
  private static final List<String> NUMBERS =
      List.of("autonomous_system_number", "asn", "as_number");

  private static final List<String> NAMES =
      List.of(
          "autonomous_system_organization",
          "as_name",
          "as_organization",
          "as_org",
          "organization",
          "isp",
          "name",
          "org");

  /** Where some makers keep them one level down. */
  private static final List<String> BELOW = List.of("traits", "as", "asn");

  /** How many blocks are looked at to see whether the file is about origins at all. */
  private static final int SAMPLE_BLOCKS = 1_000;

  private final Reader reader;
  private final boolean v4Only;
  private final AtomicBoolean broken = new AtomicBoolean();

  private MaxMindTable(Reader reader) {
    this.reader = reader;
    this.v4Only = reader.getMetadata().ipVersion() == 4;
  }

  static MaxMindTable open(Path file) throws IOException, UnusableFile {
    Reader reader;
    try {
      reader = new Reader(file.toFile(), Reader.FileMode.MEMORY, new CHMCache());
    } catch (InvalidDatabaseException e) {
      throw OwnersFile.unusable(file, "is no MaxMind DB: " + e.getMessage());
    } catch (RuntimeException e) { // the library meets a broken file here
      throw OwnersFile.unusable(file, "is no MaxMind DB: " + e);
    }
    try {
      if (!hasOrigins(reader)) {
        String type = Owner.of(1, reader.getMetadata().databaseType()).name();
        reader.close();
        throw OwnersFile.unusable(
            file, "must have numbers of autonomous systems; it is of type " + type);
      }
    } catch (IOException | InvalidNetworkException | RuntimeException e) {
      reader.close();
      throw OwnersFile.unusable(file, "is broken: " + e);
    }
    return new MaxMindTable(reader);
  }

  private static boolean hasOrigins(Reader reader) throws IOException, InvalidNetworkException {
    Networks<Map<?, ?>> blocks = reader.networks(mapping());
    for (int i = 0; i < SAMPLE_BLOCKS && blocks.hasNext(); i++) {
      if (owner(blocks.next().data()).isPresent()) {
        return true;
      }
    }
    return false;
  }

  /** The reader takes a raw class. */
  @SuppressWarnings("unchecked")
  private static Class<Map<?, ?>> mapping() {
    return (Class<Map<?, ?>>) (Class<?>) Map.class;
  }

  @Override
  public Optional<Owner> owner(InetAddress address) {
    if (v4Only && address instanceof Inet6Address) {
      return Optional.empty();
    }
    try {
      return owner(reader.get(address, mapping()));
    } catch (IOException | RuntimeException e) { // facts do not wait for a file to be mended
      if (broken.compareAndSet(false, true)) {
        LOG.error("the file of owners is broken; owners found in it are left out", e);
      }
      return Optional.empty();
    }
  }

  private static Optional<Owner> owner(@Nullable Map<?, ?> block) {
    if (block == null) {
      return Optional.empty();
    }
    for (String key : NUMBERS) {
      Optional<Long> asn = number(block.get(key));
      if (asn.isPresent()) {
        return Optional.of(Owner.of(asn.get(), name(block)));
      }
    }
    for (String key : BELOW) {
      Optional<Owner> owner =
          block.get(key) instanceof Map<?, ?> below ? owner(below) : Optional.empty();
      if (owner.isPresent()) {
        return owner;
      }
    }
    return Optional.empty();
  }

  private static Optional<Long> number(@Nullable Object value) {
    return switch (value) {
      case Number number -> AsNumbers.of(number.longValue());
      case String text -> AsNumbers.parse(text);
      case null, default -> Optional.empty(); // an open set of types: anything else is none
    };
  }

  private static @Nullable String name(Map<?, ?> block) {
    for (String key : NAMES) {
      if (block.get(key) instanceof String text && !text.isBlank()) {
        return text;
      }
    }
    return null;
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
