package org.plumbline.store.embedded;

import java.util.List;
import java.util.Map;

/** The tables of {@code log.db}. A position is the number of entries before an entry. */
final class LogTables {
  private static final int VERSION = 2;

  private static final List<String> STATEMENTS =
      List.of(
          // Entries of one receivedAt: positions first to first + count - 1.
          """
          CREATE TABLE block(
            first INTEGER PRIMARY KEY, count INTEGER NOT NULL, received_at INTEGER NOT NULL,
            size INTEGER NOT NULL, lines BLOB NOT NULL)\
          """,
          "CREATE INDEX block_by_time ON block(received_at)",
          // The sequences of one epoch of a vantage; forgotten is the highest that was taken away.
          """
          CREATE TABLE stream(
            id INTEGER PRIMARY KEY, vantage TEXT NOT NULL, epoch INTEGER NOT NULL,
            highest INTEGER NOT NULL, watermark INTEGER NOT NULL,
            forgotten INTEGER NOT NULL DEFAULT 0, UNIQUE(vantage, epoch))\
          """,
          // Ids of services and vantages, so that a row of the index is small.
          "CREATE TABLE name(id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE)",
          """
          CREATE TABLE measurement(
            position INTEGER PRIMARY KEY, stream INTEGER NOT NULL, sequence INTEGER NOT NULL,
            service INTEGER NOT NULL, vantage INTEGER NOT NULL)\
          """,
          "CREATE UNIQUE INDEX measurement_by_id ON measurement(stream, sequence)",
          "CREATE INDEX measurement_by_service ON measurement(service)",
          "CREATE INDEX measurement_by_vantage ON measurement(vantage)",
          """
          CREATE TABLE heartbeat(
            stream INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY(stream, at)) WITHOUT ROWID\
          """,
          """
          CREATE TABLE gap(
            stream INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
            PRIMARY KEY(stream, first)) WITHOUT ROWID\
          """,
          "CREATE INDEX gap_by_last ON gap(stream, last, first)",
          "CREATE TABLE route(sha256 BLOB PRIMARY KEY) WITHOUT ROWID",
          // The newest service and vantage of an id, and the newest heartbeat of a vantage.
          """
          CREATE TABLE standing(
            kind TEXT NOT NULL, id TEXT NOT NULL, position INTEGER NOT NULL,
            received_at INTEGER NOT NULL, line BLOB NOT NULL, PRIMARY KEY(kind, id))\
          """);

  static final Schema SCHEMA =
      new Schema(
          VERSION,
          STATEMENTS,
          Map.of(1, List.of("ALTER TABLE stream ADD COLUMN forgotten INTEGER NOT NULL DEFAULT 0")));

  private LogTables() {}
}
