package org.plumbline.store.embedded;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.plumbline.model.Logged;
import org.plumbline.store.EntryLine;
import org.plumbline.store.LogPage;
import org.plumbline.store.MeasurementLog;
import org.plumbline.store.Receipt;
import org.plumbline.store.Signal;
import org.plumbline.store.Stamps;
import org.plumbline.store.StandingRecords;
import org.plumbline.wire.Wire;

/** The log in {@code log.db}. */
final class LogFile implements MeasurementLog {
  private final Database database;
  private final StandingRecords standing;
  private final LogWriter writer;
  private final Stamps stamps;
  private final Signal end;

  LogFile(Database database, InstantSource clock) {
    this.database = database;
    this.standing = new StandingRecords();
    try {
      this.writer = new LogWriter(database.writer(), standing);
    } catch (SQLException e) {
      throw database.failed("read", e);
    }
    this.stamps = new Stamps(clock, database.read(LogFile::lastReceivedAt));
    this.end = new Signal(database.read(LogFile::entries));
    loadStanding();
  }

  private static Instant lastReceivedAt(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT received_at FROM block ORDER BY first DESC LIMIT 1")) {
      return row.next() ? Instant.ofEpochMilli(row.getLong(1)) : Instant.EPOCH;
    }
  }

  private static long entries(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT first + count FROM block ORDER BY first DESC LIMIT 1")) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  private void loadStanding() {
    database.read(connection -> {
      try (Statement statement = connection.createStatement();
          ResultSet row =
              statement.executeQuery("SELECT position, received_at, line FROM standing")) {
        while (row.next()) {
          Instant receivedAt = Instant.ofEpochMilli(row.getLong(2));
          stand(new Logged(receivedAt, Lines.entry(row.getBytes(3))), row.getLong(1));
        }
        return true;
      }
    });
  }

  private void stand(Logged logged, long position) {
    standing.stand(logged, position + 1);
  }

  StandingRecords standing() {
    return standing;
  }

  @Override
  public synchronized List<Receipt> append(List<EntryLine> lines) {
    Stamps.Plan plan = stamps.plan(true);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      order.add(i);
    }
    order.sort(Comparator.comparing(lines::get, EntryLine.ORDER));
    long first = end.value() + plan.ticks().size();
    Receipt[] receipts = new Receipt[lines.size()];
    Arrays.fill(receipts, Receipt.DUPLICATE);
    List<EntryLine> stored = new ArrayList<>();
    commit(() -> {
      ticks(plan.ticks());
      for (int i : order) {
        if (writer.index(lines.get(i), first + stored.size(), plan.receivedAt())) {
          stored.add(lines.get(i));
          receipts[i] = Receipt.STORED;
        }
      }
      writer.blocks(stored, first, plan.receivedAt());
    });
    stamps.used(plan, !stored.isEmpty());
    for (int i = 0; i < stored.size(); i++) {
      stand(new Logged(plan.receivedAt(), stored.get(i).entry()), first + i);
    }
    end.raise(first + stored.size());
    return List.of(receipts);
  }

  @Override
  public synchronized void tick() {
    Stamps.Plan plan = stamps.plan(false);
    if (!plan.ticks().isEmpty()) {
      commit(() -> ticks(plan.ticks()));
    }
    stamps.used(plan, false);
    end.raise(end.value() + plan.ticks().size());
  }

  @Override
  public synchronized int forget(Instant before, long cursor, int limit) {
    int[] gone = new int[1];
    // The newest entry stays: the next position and time stamp are read from it.
    long newest = end.value() - 1;
    commit(() -> gone[0] = writer.forget(before, Math.min(cursor, newest), limit));
    return gone[0];
  }

  /** What a transaction does. */
  private interface Work {
    void run() throws SQLException;
  }

  private void commit(Work work) {
    boolean done = false;
    try {
      database.change(_ -> {
        work.run();
        writer.settle();
      });
      done = true;
    } finally {
      if (!done) {
        writer.forget();
      }
    }
  }

  private void ticks(List<Logged> ticks) throws SQLException {
    long position = end.value();
    for (Logged tick : ticks) {
      EntryLine line = new EntryLine(tick.entry(), Wire.write(tick.entry()));
      writer.blocks(List.of(line), position++, tick.receivedAt());
    }
  }

  @Override
  public LogPage read(long cursor, int limit) {
    return database.read(connection -> {
      List<Logged> entries = new ArrayList<>();
      long next = cursor;
      try (PreparedStatement select =
          connection.prepareStatement(
              """
              SELECT first, received_at, size, lines FROM block
              WHERE first >= coalesce((SELECT max(first) FROM block WHERE first <= ?), 0)
              ORDER BY first\
              """)) {
        select.setLong(1, cursor);
        try (ResultSet row = select.executeQuery()) {
          while (entries.size() < limit && row.next()) {
            Instant receivedAt = Instant.ofEpochMilli(row.getLong(2));
            List<byte[]> lines = Lines.unpack(row.getBytes(4), row.getInt(3));
            long first = row.getLong(1);
            for (int i = (int) Math.max(0, next - first);
                i < lines.size() && entries.size() < limit;
                i++) {
              entries.add(new Logged(receivedAt, Lines.entry(lines.get(i))));
              next = first + i + 1;
            }
          }
        }
      }
      return new LogPage(entries, next);
    });
  }

  @Override
  public boolean awaitAfter(long cursor, Duration timeout) throws InterruptedException {
    return end.awaitAbove(cursor, timeout);
  }

  @Override
  public long end() {
    return end.value();
  }

  @Override
  public long watermark(String vantage, int epoch) {
    return database.read(connection -> {
      try (PreparedStatement select =
          connection.prepareStatement(
              "SELECT watermark FROM stream WHERE vantage = ? AND epoch = ?")) {
        select.setString(1, vantage);
        select.setInt(2, epoch);
        try (ResultSet row = select.executeQuery()) {
          return row.next() ? row.getLong(1) : 0L;
        }
      }
    });
  }
}
