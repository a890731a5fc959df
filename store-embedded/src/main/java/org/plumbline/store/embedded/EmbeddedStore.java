package org.plumbline.store.embedded;

import java.nio.file.Path;
import java.time.InstantSource;
import org.plumbline.store.Deliveries;
import org.plumbline.store.Directory;
import org.plumbline.store.FollowUps;
import org.plumbline.store.Incidents;
import org.plumbline.store.MeasurementLog;
import org.plumbline.store.Measurements;
import org.plumbline.store.Outbox;
import org.plumbline.store.Settings;
import org.plumbline.store.Snapshots;
import org.plumbline.store.Store;
import org.plumbline.store.StoreException;
import org.plumbline.store.Tokens;
import org.plumbline.store.Truth;

/** A store in a folder of this machine. */
public final class EmbeddedStore implements Store {
  private final FolderLock lock;
  private final Database logDatabase;
  private final Database truthDatabase;
  private final LogFile log;
  private final MeasurementIndex measurements;
  private final FollowUpRows followUps;
  private final TruthFile truth;
  private final SnapshotFile snapshots;
  private final IncidentRows incidents;
  private final OutboxRows outbox;
  private final DeliveryRows deliveries;
  private final SettingRows settings;

  private EmbeddedStore(
      FolderLock lock,
      Database logDatabase,
      Database truthDatabase,
      Path snapshot,
      InstantSource clock) {
    this.lock = lock;
    this.logDatabase = logDatabase;
    this.truthDatabase = truthDatabase;
    this.log = new LogFile(logDatabase, clock);
    this.measurements = new MeasurementIndex(logDatabase);
    this.followUps = new FollowUpRows(truthDatabase);
    this.truth = new TruthFile(truthDatabase, followUps);
    this.snapshots = new SnapshotFile(snapshot);
    this.incidents = new IncidentRows(truthDatabase, truth.lastChange());
    this.outbox = new OutboxRows(truthDatabase, truth.lastAlert());
    this.deliveries = new DeliveryRows(truthDatabase);
    this.settings = new SettingRows(truthDatabase);
  }

  /**
   * Opens the store of a folder, which is made when there is none, and keeps other processes out of
   * it until it is closed.
   *
   * @throws StoreException when another server owns the folder, or it cannot be used; the message
   *     names the folder and the mend
   */
  public static EmbeddedStore open(Path folder, InstantSource clock) {
    FolderLock lock = FolderLock.take(folder);
    Database logDatabase = null;
    Database truthDatabase = null;
    try {
      logDatabase =
          Database.open(folder.resolve("log.db"), LogTables.VERSION, LogTables.STATEMENTS);
      truthDatabase =
          Database.open(folder.resolve("truth.db"), TruthTables.VERSION, TruthTables.STATEMENTS);
      return new EmbeddedStore(
          lock, logDatabase, truthDatabase, folder.resolve("engine.snapshot"), clock);
    } catch (StoreException e) {
      if (truthDatabase != null) {
        truthDatabase.close();
      }
      if (logDatabase != null) {
        logDatabase.close();
      }
      lock.close();
      throw e;
    }
  }

  @Override
  public MeasurementLog log() {
    return log;
  }

  @Override
  public Measurements measurements() {
    return measurements;
  }

  @Override
  public Directory directory() {
    return log.standing();
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
    return incidents;
  }

  @Override
  public Outbox outbox() {
    return outbox;
  }

  @Override
  public Deliveries deliveries() {
    return deliveries;
  }

  @Override
  public FollowUps followUps() {
    return followUps;
  }

  @Override
  public Tokens tokens() {
    return settings;
  }

  @Override
  public Settings settings() {
    return settings;
  }

  /** Closes the files; who still uses a port of this store gets a {@link StoreException}. */
  @Override
  public void close() {
    truthDatabase.close();
    logDatabase.close();
    lock.close();
  }
}
