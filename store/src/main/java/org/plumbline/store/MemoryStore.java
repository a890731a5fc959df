package org.plumbline.store;

import java.time.InstantSource;

/** A store that lives as long as its process: for tests, and for runs that keep nothing. */
public final class MemoryStore implements Store {
  private final MemoryLog log;
  private final MemoryTruth truth = new MemoryTruth();
  private final MemorySnapshots snapshots = new MemorySnapshots();
  private final MemorySettings settings = new MemorySettings();

  public MemoryStore(InstantSource clock) {
    this.log = new MemoryLog(clock);
  }

  @Override
  public MeasurementLog log() {
    return log;
  }

  @Override
  public Measurements measurements() {
    return log;
  }

  @Override
  public Directory directory() {
    return log.directory();
  }

  @Override
  public Truth truth() {
    return truth;
  }

  @Override
  public Snapshots snapshots() {
    return snapshots;
  }

  @Override
  public Incidents incidents() {
    return truth;
  }

  @Override
  public Outbox outbox() {
    return truth.outbox();
  }

  @Override
  public Deliveries deliveries() {
    return truth.deliveries();
  }

  @Override
  public FollowUps followUps() {
    return truth;
  }

  @Override
  public Tokens tokens() {
    return settings;
  }

  @Override
  public Settings settings() {
    return settings;
  }

  @Override
  public void close() {}
}
