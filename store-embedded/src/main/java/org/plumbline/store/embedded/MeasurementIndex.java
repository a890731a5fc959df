package org.plumbline.store.embedded;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plumbline.model.Logged;
import org.plumbline.model.MeasurementId;
import org.plumbline.store.Measurements;
import org.plumbline.store.StoreException;

/** Questions about measurements, answered by the index and the blocks of {@code log.db}. */
final class MeasurementIndex implements Measurements {
  /** Measurements of a service looked through for those of one vantage, for one page. */
  static final int LOOKED_MAX = 10_000;

  private final Database database;

  MeasurementIndex(Database database) {
    this.database = database;
  }

  /** An unpacked block. */
  private record Block(long first, Instant receivedAt, List<byte[]> lines) {
    boolean holds(long position) {
      return position >= first && position < first + lines.size();
    }

    Logged entry(long position) {
      return new Logged(receivedAt, Lines.entry(lines.get((int) (position - first))));
    }
  }

  @Override
  public Optional<Logged> byId(String id) {
    return MeasurementId.parse(id).flatMap(this::byId);
  }

  private Optional<Logged> byId(MeasurementId id) {
    return database.read(connection -> {
      try (PreparedStatement select =
          connection.prepareStatement(
              """
              SELECT position FROM stream JOIN measurement ON measurement.stream = stream.id
              WHERE stream.vantage = ? AND stream.epoch = ? AND sequence = ?\
              """)) {
        select.setString(1, id.vantage());
        select.setInt(2, id.epoch());
        select.setLong(3, id.sequence());
        try (ResultSet row = select.executeQuery()) {
          return row.next()
              ? Optional.of(entries(connection, List.of(row.getLong(1))).getFirst())
              : Optional.empty();
        }
      }
    });
  }

  @Override
  public Page find(Filter filter, long before, int limit) {
    return database.read(connection -> {
      Found found = look(connection, filter, before, limit);
      return new Page(entries(connection, found.positions()), found.next());
    });
  }

  /** Places in the log, and the one before which to look on; 0 when there is nothing more. */
  private record Found(List<Long> positions, long next) {}

  private static Found look(Connection connection, Filter filter, long before, int limit)
      throws SQLException {
    StringBuilder sql =
        new StringBuilder(
            "SELECT position, vantage FROM measurement WHERE position >= ? AND position < ?");
    List<Long> arguments = new ArrayList<>();
    arguments.add(filter.since() == null ? 0 : firstSince(connection, filter.since()));
    arguments.add(
        filter.until() == null ? before : Math.min(before, firstSince(connection, filter.until())));
    if (filter.service() != null) {
      sql.append(" AND service = ?");
      arguments.add(name(connection, filter.service()));
    }
    long vantage = filter.vantage() == null ? -1 : name(connection, filter.vantage());
    // No index has both; the rows of a busy service are sifted here, so many and no more.
    boolean sifted = filter.service() != null && filter.vantage() != null;
    if (filter.vantage() != null && !sifted) {
      sql.append(" AND vantage = ?");
      arguments.add(vantage);
    }
    sql.append(" ORDER BY position DESC LIMIT ?");
    // One more than wanted says whether there is a next page.
    arguments.add(sifted ? LOOKED_MAX : limit + 1L);
    try (PreparedStatement select = connection.prepareStatement(sql.toString())) {
      for (int i = 0; i < arguments.size(); i++) {
        select.setLong(i + 1, arguments.get(i));
      }
      List<Long> positions = new ArrayList<>();
      long last = 0;
      int looked = 0;
      try (ResultSet row = select.executeQuery()) {
        for (; row.next(); looked++) {
          if (!sifted || row.getLong(2) == vantage) {
            if (positions.size() == limit) {
              return new Found(positions, positions.getLast());
            }
            positions.add(row.getLong(1));
          }
          last = row.getLong(1);
        }
      }
      return new Found(positions, sifted && looked == LOOKED_MAX ? last : 0);
    }
  }

  /** The first position received at a moment or later; beyond all when there is none. */
  private static long firstSince(Connection connection, Instant since) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT first FROM block WHERE received_at >= ? ORDER BY received_at, first LIMIT 1")) {
      select.setLong(1, since.toEpochMilli());
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getLong(1) : NEWEST;
      }
    }
  }

  /** The row id of a name; one that no row has when it was never met. */
  private static long name(Connection connection, String text) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT id FROM name WHERE text = ?")) {
      select.setString(1, text);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getLong(1) : -1;
      }
    }
  }

  private static List<Logged> entries(Connection connection, List<Long> positions)
      throws SQLException {
    List<Logged> entries = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            SELECT first, received_at, size, lines FROM block
            WHERE first <= ? ORDER BY first DESC LIMIT 1\
            """)) {
      Block block = null;
      for (long position : positions) {
        if (block == null || !block.holds(position)) {
          block = block(select, position);
        }
        entries.add(block.entry(position));
      }
    }
    return entries;
  }

  private static Block block(PreparedStatement select, long position) throws SQLException {
    select.setLong(1, position);
    try (ResultSet row = select.executeQuery()) {
      if (row.next()) {
        Block block =
            new Block(
                row.getLong(1),
                Instant.ofEpochMilli(row.getLong(2)),
                Lines.unpack(row.getBytes(4), row.getInt(3)));
        if (block.holds(position)) {
          return block;
        }
      }
    }
    throw new StoreException("the log is damaged: entry " + position + " is indexed, not there");
  }
}
