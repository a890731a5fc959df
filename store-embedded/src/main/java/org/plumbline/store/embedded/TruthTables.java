package org.plumbline.store.embedded;

import java.util.List;
import java.util.Map;

/** The tables of {@code truth.db}. */
final class TruthTables {
  private static final int VERSION = 2;

  private static final List<String> STATEMENTS =
      List.of(
          // One row: how far the log is judged, and the version of requests and works.
          """
          CREATE TABLE progress(
            cursor INTEGER NOT NULL, until INTEGER NOT NULL, follow_ups INTEGER NOT NULL)\
          """,
          "INSERT INTO progress VALUES (0, 0, 0)",
          // Every version, numbered as it came.
          """
          CREATE TABLE change(
            number INTEGER PRIMARY KEY, incident TEXT NOT NULL, version INTEGER NOT NULL,
            record BLOB NOT NULL, UNIQUE(incident, version))\
          """,
          // The newest version of each incident; appeared is the number of its first change.
          """
          CREATE TABLE incident(
            appeared INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, newest INTEGER NOT NULL,
            version INTEGER NOT NULL, state TEXT NOT NULL, emitted_at INTEGER NOT NULL)\
          """,
          """
          CREATE TABLE incident_service(
            service TEXT NOT NULL, appeared INTEGER NOT NULL,
            PRIMARY KEY(service, appeared)) WITHOUT ROWID\
          """,
          "CREATE INDEX incident_service_by_incident ON incident_service(appeared)",
          // AUTOINCREMENT: a number is never given twice, also when the last row is settled.
          """
          CREATE TABLE outbox(
            number INTEGER PRIMARY KEY AUTOINCREMENT, incident TEXT NOT NULL,
            version INTEGER NOT NULL)\
          """,
          // AUTOINCREMENT as above; a delivery stays when it has arrived: what was told is known.
          """
          CREATE TABLE delivery(
            number INTEGER PRIMARY KEY AUTOINCREMENT, incident TEXT NOT NULL,
            version INTEGER NOT NULL, channel TEXT NOT NULL, recipient TEXT NOT NULL,
            state TEXT NOT NULL, attempts INTEGER NOT NULL, planned_at INTEGER NOT NULL,
            due INTEGER NOT NULL, problem TEXT, UNIQUE(incident, version, channel, recipient))\
          """,
          "CREATE INDEX delivery_due ON delivery(channel, due) WHERE state = 'waiting'",
          "CREATE INDEX delivery_open ON delivery(number) WHERE state <> 'delivered'",
          // Requests and works as assignment records that hold that one alone.
          "CREATE TABLE request(id TEXT PRIMARY KEY, until INTEGER NOT NULL, record BLOB NOT NULL)",
          "CREATE TABLE works(check_id TEXT PRIMARY KEY, record BLOB NOT NULL)",
          """
          CREATE TABLE token(
            name TEXT PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, scope TEXT NOT NULL, vantage TEXT,
            expires INTEGER)\
          """,
          "CREATE TABLE claim(vantage TEXT PRIMARY KEY, token TEXT NOT NULL)",
          "CREATE TABLE setting(name TEXT PRIMARY KEY, value TEXT NOT NULL)");

  static final Schema SCHEMA = new Schema(VERSION, STATEMENTS, Map.of());

  private TruthTables() {}
}
