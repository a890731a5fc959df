package org.plumbline.store.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.plumbline.store.StoreException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;

/**
 * One SQLite file: a connection that writes, for one thread at a time, and a few that read beside
 * it.
 */
final class Database implements AutoCloseable {
  private static final int READERS = 4;
  private static final int BUSY_MILLIS = 10_000;
  private static final int CACHE_KIBIBYTES = 16 * 1024;
  private static final long JOURNAL_BYTES_MAX = 64L << 20;

  /** What a connection is for; one that reads beside the writer may help to tidy the file up. */
  private enum Access {
    WRITE,
    READ,
    FILE_READ_ONLY
  }

  /** A question to a connection. */
  interface Query<T> {
    T ask(Connection connection) throws SQLException;
  }

  /** A change on the connection that writes; all of it is committed, or nothing. */
  interface Change {
    void make(Connection connection) throws SQLException;
  }

  private final Path file;
  private final Connection writer;
  private final BlockingQueue<Connection> readers = new ArrayBlockingQueue<>(READERS);

  private Database(Path file, Connection writer) {
    this.file = file;
    this.writer = writer;
  }

  /**
   * Opens a file, makes its tables when it is new, and brings those of an earlier version up to
   * this one. A file of a version that it cannot come from is not touched.
   */
  static Database open(Path file, Schema schema) {
    try {
      Connection writer = connect(file, Access.WRITE);
      Database database = new Database(file, writer);
      try {
        database.prepare(schema);
        for (int i = 0; i < READERS; i++) {
          database.readers.add(connect(file, Access.READ));
        }
      } catch (SQLException | StoreException e) {
        database.close();
        throw e;
      }
      return database;
    } catch (SQLException e) {
      throw new StoreException(file + " cannot be opened: " + e.getMessage(), e);
    }
  }

  /**
   * Opens a file that another process may be writing, and changes nothing in it.
   *
   * @throws StoreException when it is not there, or has other tables
   */
  static Database openToRead(Path file, Schema schema) {
    if (!Files.isRegularFile(file)) {
      throw new StoreException(file + " is not there: the folder is not one of a server's data");
    }
    try {
      Database database = new Database(file, connect(file, Access.FILE_READ_ONLY));
      try {
        int found = database.version();
        if (found != schema.version()) {
          throw other(file, found, schema.version());
        }
        for (int i = 0; i < READERS; i++) {
          database.readers.add(connect(file, Access.FILE_READ_ONLY));
        }
      } catch (SQLException | StoreException e) {
        database.close();
        throw e;
      }
      return database;
    } catch (SQLException e) {
      throw new StoreException(file + " cannot be opened: " + e.getMessage(), e);
    }
  }

  private static StoreException other(Path file, int found, int version) {
    return new StoreException(
        file
            + " has the tables of version "
            + found
            + ", this program those of version "
            + version
            + ": use the program that wrote it, or another data folder");
  }

  private static Connection connect(Path file, Access access) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(access == Access.FILE_READ_ONLY);
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setTransactionMode(TransactionMode.IMMEDIATE);
    config.setBusyTimeout(BUSY_MILLIS);
    config.setCacheSize(-CACHE_KIBIBYTES);
    config.setPragma(SQLiteConfig.Pragma.JOURNAL_SIZE_LIMIT, Long.toString(JOURNAL_BYTES_MAX));
    Connection connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
    if (access == Access.READ) {
      try (Statement statement = connection.createStatement()) {
        statement.executeUpdate("PRAGMA query_only = ON");
      }
    }
    return connection;
  }

  private void prepare(Schema schema) throws SQLException {
    int found = version();
    if (found == 0) {
      make(schema.tables(), schema.version());
      return;
    }
    while (schema.upgrades().containsKey(found)) {
      make(schema.upgrades().get(found), ++found);
    }
    if (found != schema.version()) {
      throw other(file, found, schema.version());
    }
  }

  private int version() throws SQLException {
    try (Statement statement = writer.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA user_version")) {
      return row.getInt(1);
    }
  }

  private void make(List<String> statements, int version) {
    change(connection -> {
      try (Statement statement = connection.createStatement()) {
        for (String sql : statements) {
          statement.executeUpdate(sql);
        }
        statement.executeUpdate("PRAGMA user_version = " + version);
      }
    });
  }

  /** Makes a change durable; the caller excludes other threads. */
  void change(Change change) {
    try {
      writer.setAutoCommit(false);
      try {
        change.make(writer);
        writer.commit();
      } catch (SQLException | RuntimeException e) {
        writer.rollback();
        throw e;
      } finally {
        writer.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw failed("written", e);
    }
  }

  /** Asks on a connection that sees what was committed before. */
  <T> T read(Query<T> query) {
    Connection reader = takeReader();
    try {
      return query.ask(reader);
    } catch (SQLException e) {
      throw failed("read", e);
    } finally {
      readers.add(reader);
    }
  }

  private Connection takeReader() {
    try {
      return readers.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("interrupted while " + file + " was busy", e);
    }
  }

  /** The connection that writes, for who prepares statements on it. */
  Connection writer() {
    return writer;
  }

  StoreException failed(String what, Exception e) {
    return new StoreException(file + " cannot be " + what + ": " + e.getMessage(), e);
  }

  @Override
  public void close() {
    try {
      for (Connection reader : readers) {
        reader.close();
      }
      writer.close();
    } catch (SQLException e) {
      throw failed("closed", e);
    }
  }
}
