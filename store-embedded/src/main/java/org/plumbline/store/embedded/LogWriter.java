package org.plumbline.store.embedded;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.plumbline.model.Entry;
import org.plumbline.model.Gap;
import org.plumbline.model.Heartbeat;
import org.plumbline.model.Measurement;
import org.plumbline.model.MeasurementId;
import org.plumbline.model.Route;
import org.plumbline.model.Service;
import org.plumbline.model.Tick;
import org.plumbline.model.Vantage;
import org.plumbline.store.EntryLine;
import org.plumbline.store.StandingRecords;

/** Puts entries into the tables of the log, on the connection that writes, in a transaction. */
final class LogWriter {
  /** Plain size at which a block is full: what one look at one measurement has to unpack. */
  private static final int BLOCK_BYTES = 128 * 1024;

  private final StandingRecords standing;
  private final Streams streams;
  private final OldBlocks oldBlocks;
  private final Map<String, Long> names = new HashMap<>();

  /** Services and vantages that this transaction made stand. */
  private final Map<String, Entry> fresh = new HashMap<>();

  private final PreparedStatement insertBlock;
  private final PreparedStatement insertMeasurement;
  private final PreparedStatement insertRoute;
  private final PreparedStatement insertName;
  private final PreparedStatement selectName;
  private final PreparedStatement upsertStanding;

  LogWriter(Connection connection, StandingRecords standing) throws SQLException {
    this.standing = standing;
    this.streams = new Streams(connection);
    this.oldBlocks = new OldBlocks(connection, streams);
    insertBlock =
        connection.prepareStatement(
            "INSERT INTO block(first, count, received_at, size, lines) VALUES (?, ?, ?, ?, ?)");
    insertMeasurement =
        connection.prepareStatement(
            "INSERT INTO measurement(position, stream, sequence, service, vantage)"
                + " VALUES (?, ?, ?, ?, ?)");
    insertRoute = connection.prepareStatement("INSERT OR IGNORE INTO route(sha256) VALUES (?)");
    insertName = connection.prepareStatement("INSERT OR IGNORE INTO name(text) VALUES (?)");
    selectName = connection.prepareStatement("SELECT id FROM name WHERE text = ?");
    upsertStanding =
        connection.prepareStatement(
            "INSERT OR REPLACE INTO standing(kind, id, position, received_at, line)"
                + " VALUES (?, ?, ?, ?, ?)");
  }

  /** Indexes a line at a position; false when it is a duplicate and nothing was done. */
  boolean index(EntryLine line, long position, Instant receivedAt) throws SQLException {
    return switch (line.entry()) {
      case Measurement measurement -> measurement(measurement, position);
      case Heartbeat beat -> {
        boolean isNew =
            streams.addHeartbeat(beat.vantage(), beat.epoch(), beat.at().toEpochMilli());
        if (isNew) {
          stand(beat.vantage(), line, position, receivedAt);
        }
        yield isNew;
      }
      case Gap gap -> streams.addGap(gap.vantage(), gap.epoch(), gap.from(), gap.to());
      case Route _ -> {
        insertRoute.setBytes(1, sha256(line.bytes()));
        yield insertRoute.executeUpdate() > 0;
      }
      case Service service -> standNew(service.id(), line, position, receivedAt);
      case Vantage vantage -> standNew(vantage.id(), line, position, receivedAt);
      case Tick _ -> throw new IllegalArgumentException("ticks are the log's own");
    };
  }

  private boolean measurement(Measurement measurement, long position) throws SQLException {
    MeasurementId id =
        MeasurementId.parse(measurement.id())
            .orElseThrow(
                () -> new IllegalArgumentException("no measurement id: " + measurement.id()));
    long stream = streams.take(id.vantage(), id.epoch(), id.sequence());
    if (stream < 0) {
      return false;
    }
    insertMeasurement.setLong(1, position);
    insertMeasurement.setLong(2, stream);
    insertMeasurement.setLong(3, id.sequence());
    insertMeasurement.setLong(4, name(measurement.service()));
    insertMeasurement.setLong(5, name(measurement.vantage()));
    insertMeasurement.executeUpdate();
    return true;
  }

  private boolean standNew(String id, EntryLine line, long position, Instant receivedAt)
      throws SQLException {
    Entry before = fresh.get(line.entry().kind() + "/" + id);
    if (before == null) {
      before =
          line.entry() instanceof Service
              ? standing.service(id).orElse(null)
              : standing.vantage(id).orElse(null);
    }
    if (line.entry().equals(before)) {
      return false;
    }
    fresh.put(line.entry().kind() + "/" + id, line.entry());
    stand(id, line, position, receivedAt);
    return true;
  }

  private void stand(String id, EntryLine line, long position, Instant receivedAt)
      throws SQLException {
    upsertStanding.setString(1, line.entry().kind());
    upsertStanding.setString(2, id);
    upsertStanding.setLong(3, position);
    upsertStanding.setLong(4, receivedAt.toEpochMilli());
    upsertStanding.setBytes(5, line.bytes());
    upsertStanding.executeUpdate();
  }

  private long name(String text) throws SQLException {
    Long known = names.get(text);
    if (known != null) {
      return known;
    }
    insertName.setString(1, text);
    insertName.executeUpdate();
    selectName.setString(1, text);
    try (ResultSet row = selectName.executeQuery()) {
      long id = row.getLong(1);
      names.put(text, id);
      return id;
    }
  }

  /** Writes the lines of one {@code receivedAt}, the first at a position, as blocks. */
  void blocks(List<EntryLine> lines, long first, Instant receivedAt) throws SQLException {
    long position = first;
    List<EntryLine> block = new ArrayList<>();
    int bytes = 0;
    for (EntryLine line : lines) {
      block.add(line);
      bytes += line.length();
      if (bytes >= BLOCK_BYTES) {
        block(block, position, receivedAt);
        position += block.size();
        block.clear();
        bytes = 0;
      }
    }
    if (!block.isEmpty()) {
      block(block, position, receivedAt);
    }
  }

  private void block(List<EntryLine> lines, long first, Instant receivedAt) throws SQLException {
    byte[] plain = Lines.join(lines);
    insertBlock.setLong(1, first);
    insertBlock.setInt(2, lines.size());
    insertBlock.setLong(3, receivedAt.toEpochMilli());
    insertBlock.setInt(4, plain.length);
    insertBlock.setBytes(5, Lines.deflate(plain));
    insertBlock.executeUpdate();
  }

  /** Takes away what is old; see {@link OldBlocks#forget}. */
  int forget(Instant before, long cursor, int limit) throws SQLException {
    return oldBlocks.forget(before, cursor, limit);
  }

  /** The last act of a transaction. */
  void settle() throws SQLException {
    streams.settle();
    fresh.clear();
  }

  /** Forgets what a transaction that failed had done. */
  void forget() {
    streams.forget();
    names.clear();
    fresh.clear();
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
