package org.plumbline.store;

/** All ports of one store, for the one who wires; a room takes the ports that it needs. */
public interface Store extends AutoCloseable {
  MeasurementLog log();

  Measurements measurements();

  Directory directory();

  Truth truth();

  Snapshots snapshots();

  Incidents incidents();

  Outbox outbox();

  Deliveries deliveries();

  FollowUps followUps();

  Tokens tokens();

  Settings settings();

  @Override
  void close();
}
