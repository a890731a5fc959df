package org.plumbline.store.embedded;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.plumbline.model.Entry;
import org.plumbline.model.Gap;
import org.plumbline.model.Heartbeat;
import org.plumbline.model.Measurement;
import org.plumbline.model.MeasurementId;
import org.plumbline.model.Route;
import org.plumbline.model.Service;
import org.plumbline.model.Tick;
import org.plumbline.model.Vantage;

/**
 * Takes blocks away from the beginning of the log, with what the tables beside hold of their
 * entries. What stands, services and vantages, stays.
 */
final class OldBlocks {
  private final Streams streams;
  private final PreparedStatement first;
  private final PreparedStatement deleteBlock;
  private final PreparedStatement deleteMeasurements;
  private final PreparedStatement deleteRoute;

  OldBlocks(Connection connection, Streams streams) throws SQLException {
    this.streams = streams;
    first =
        connection.prepareStatement(
            "SELECT first, count, received_at, size, lines FROM block ORDER BY first LIMIT 1");
    deleteBlock = connection.prepareStatement("DELETE FROM block WHERE first = ?");
    deleteMeasurements =
        connection.prepareStatement("DELETE FROM measurement WHERE position >= ? AND position < ?");
    deleteRoute = connection.prepareStatement("DELETE FROM route WHERE sha256 = ?");
  }

  /** The oldest block: its entries have the positions {@code first} to {@code end} - 1. */
  private record Block(long first, long end, Instant receivedAt, List<byte[]> lines) {}

  /**
   * Takes away blocks that were received before a moment and end at a cursor or before it, until
   * {@code limit} entries went.
   *
   * @return how many entries went
   */
  int forget(Instant before, long cursor, int limit) throws SQLException {
    int gone = 0;
    Block block = oldest();
    while (gone < limit && block.end() <= cursor && block.receivedAt().isBefore(before)) {
      forget(block);
      gone += block.lines().size();
      block = oldest();
    }
    return gone;
  }

  private Block oldest() throws SQLException {
    try (ResultSet row = first.executeQuery()) {
      return row.next()
          ? new Block(
              row.getLong(1),
              row.getLong(1) + row.getLong(2),
              Instant.ofEpochMilli(row.getLong(3)),
              Lines.unpack(row.getBytes(5), row.getInt(4)))
          : new Block(Long.MAX_VALUE, Long.MAX_VALUE, Instant.MAX, List.of());
    }
  }

  private void forget(Block block) throws SQLException {
    for (byte[] line : block.lines()) {
      forget(Lines.entry(line), line);
    }
    deleteMeasurements.setLong(1, block.first());
    deleteMeasurements.setLong(2, block.end());
    deleteMeasurements.executeUpdate();
    deleteBlock.setLong(1, block.first());
    deleteBlock.executeUpdate();
  }

  private void forget(Entry entry, byte[] line) throws SQLException {
    switch (entry) {
      case Measurement measurement -> {
        MeasurementId id = MeasurementId.parse(measurement.id()).orElseThrow();
        streams.forget(id.vantage(), id.epoch(), id.sequence());
      }
      case Heartbeat beat ->
          streams.forgetHeartbeat(beat.vantage(), beat.epoch(), beat.at().toEpochMilli());
      case Gap gap -> streams.forgetGap(gap.vantage(), gap.epoch(), gap.from());
      case Route _ -> {
        deleteRoute.setBytes(1, LogWriter.sha256(line));
        deleteRoute.executeUpdate();
      }
      case Service _ -> {}
      case Vantage _ -> {}
      case Tick _ -> {}
    }
  }
}
