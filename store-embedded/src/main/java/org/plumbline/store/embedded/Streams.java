package org.plumbline.store.embedded;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The sequences of measurements by vantage and epoch: which are stored, and up to which nothing is
 * missing. On the connection that writes, inside a transaction.
 */
final class Streams {
  /** Streams kept in memory; beyond, all are read again as they are met. */
  private static final int CACHED_MAX = 100_000;

  /** One epoch of a vantage, as its row has it. */
  private static final class Stream {
    final long id;
    long highest;
    long watermark;
    long forgotten;

    Stream(long id, long highest, long watermark, long forgotten) {
      this.id = id;
      this.highest = highest;
      this.watermark = watermark;
      this.forgotten = forgotten;
    }
  }

  private final Map<String, Stream> cached = new HashMap<>();
  private final Set<Stream> touched = new LinkedHashSet<>();
  private final PreparedStatement select;
  private final PreparedStatement insert;
  private final PreparedStatement update;
  private final PreparedStatement stored;
  private final PreparedStatement gapOver;
  private final PreparedStatement insertGap;
  private final PreparedStatement insertHeartbeat;
  private final PreparedStatement deleteGap;
  private final PreparedStatement deleteHeartbeat;

  Streams(Connection connection) throws SQLException {
    select =
        connection.prepareStatement(
            "SELECT id, highest, watermark, forgotten FROM stream WHERE vantage = ? AND epoch = ?");
    insert =
        connection.prepareStatement(
            "INSERT INTO stream(vantage, epoch, highest, watermark) VALUES (?, ?, -1, 0)");
    update =
        connection.prepareStatement(
            "UPDATE stream SET highest = ?, watermark = ?, forgotten = ? WHERE id = ?");
    stored =
        connection.prepareStatement("SELECT 1 FROM measurement WHERE stream = ? AND sequence = ?");
    gapOver =
        connection.prepareStatement(
            "SELECT max(last) FROM gap WHERE stream = ? AND last >= ? AND first <= ?");
    insertGap =
        connection.prepareStatement(
            "INSERT OR IGNORE INTO gap(stream, first, last) VALUES (?, ?, ?)");
    insertHeartbeat =
        connection.prepareStatement("INSERT OR IGNORE INTO heartbeat(stream, at) VALUES (?, ?)");
    deleteGap =
        connection.prepareStatement("DELETE FROM gap WHERE stream = ? AND first = ? AND last <= ?");
    deleteHeartbeat =
        connection.prepareStatement("DELETE FROM heartbeat WHERE stream = ? AND at = ?");
  }

  /** The row id of a stream, made when there is none. */
  private Stream stream(String vantage, int epoch) throws SQLException {
    String key = vantage + ":" + epoch;
    Stream known = cached.get(key);
    if (known != null) {
      return known;
    }
    Stream found = find(vantage, epoch);
    if (found == null) {
      insert.setString(1, vantage);
      insert.setInt(2, epoch);
      insert.executeUpdate();
      found = find(vantage, epoch);
    }
    if (found == null) {
      throw new SQLException("a stream that was inserted is not there");
    }
    if (cached.size() >= CACHED_MAX) {
      cached.clear();
    }
    cached.put(key, found);
    return found;
  }

  private @Nullable Stream find(String vantage, int epoch) throws SQLException {
    select.setString(1, vantage);
    select.setInt(2, epoch);
    try (ResultSet row = select.executeQuery()) {
      return row.next()
          ? new Stream(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4))
          : null;
    }
  }

  /**
   * The stream of a measurement that is not stored yet, whose sequence is taken as stored from now
   * on; -1 when it is stored.
   */
  long take(String vantage, int epoch, long sequence) throws SQLException {
    Stream stream = stream(vantage, epoch);
    // Sequences mostly come in order: only one that is not above all others needs to be looked up.
    if (sequence <= stream.highest
        && (sequence <= stream.forgotten || isStored(stream, sequence))) {
      return -1;
    }
    stream.highest = Math.max(stream.highest, sequence);
    if (sequence == stream.watermark + 1) {
      stream.watermark = sequence;
    }
    touched.add(stream);
    return stream.id;
  }

  private boolean isStored(Stream stream, long sequence) throws SQLException {
    stored.setLong(1, stream.id);
    stored.setLong(2, sequence);
    try (ResultSet row = stored.executeQuery()) {
      return row.next();
    }
  }

  /** Takes note that a measurement goes: it and those before it are wanted no more. */
  void forget(String vantage, int epoch, long sequence) throws SQLException {
    Stream stream = stream(vantage, epoch);
    stream.forgotten = Math.max(stream.forgotten, sequence);
    stream.watermark = Math.max(stream.watermark, stream.forgotten);
    touched.add(stream);
  }

  /** Takes away a heartbeat, whose line goes. */
  void forgetHeartbeat(String vantage, int epoch, long atMillis) throws SQLException {
    deleteHeartbeat.setLong(1, stream(vantage, epoch).id);
    deleteHeartbeat.setLong(2, atMillis);
    deleteHeartbeat.executeUpdate();
  }

  /** Takes away a gap, whose line goes, unless the watermark has yet to pass it. */
  void forgetGap(String vantage, int epoch, long first) throws SQLException {
    Stream stream = stream(vantage, epoch);
    deleteGap.setLong(1, stream.id);
    deleteGap.setLong(2, first);
    deleteGap.setLong(3, stream.watermark);
    deleteGap.executeUpdate();
  }

  boolean addGap(String vantage, int epoch, long first, long last) throws SQLException {
    Stream stream = stream(vantage, epoch);
    insertGap.setLong(1, stream.id);
    insertGap.setLong(2, first);
    insertGap.setLong(3, last);
    touched.add(stream);
    return insertGap.executeUpdate() > 0;
  }

  boolean addHeartbeat(String vantage, int epoch, long atMillis) throws SQLException {
    insertHeartbeat.setLong(1, stream(vantage, epoch).id);
    insertHeartbeat.setLong(2, atMillis);
    return insertHeartbeat.executeUpdate() > 0;
  }

  /** Moves the watermarks of the streams touched, before the transaction is committed. */
  void settle() throws SQLException {
    for (Stream stream : touched) {
      long next = stream.watermark;
      do {
        stream.watermark = next;
        next = isStored(stream, next + 1) ? next + 1 : gapEnd(stream, next);
      } while (next > stream.watermark);
      update.setLong(1, stream.highest);
      update.setLong(2, stream.watermark);
      update.setLong(3, stream.forgotten);
      update.setLong(4, stream.id);
      update.executeUpdate();
    }
    touched.clear();
  }

  private long gapEnd(Stream stream, long watermark) throws SQLException {
    gapOver.setLong(1, stream.id);
    gapOver.setLong(2, watermark + 1);
    gapOver.setLong(3, watermark + 1);
    try (ResultSet row = gapOver.executeQuery()) {
      return Math.max(watermark, row.getLong(1));
    }
  }

  /** Forgets what a transaction that failed had taken. */
  void forget() {
    touched.clear();
    cached.clear();
  }
}
