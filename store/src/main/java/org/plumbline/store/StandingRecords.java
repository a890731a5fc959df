package org.plumbline.store;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.plumbline.model.Gap;
import org.plumbline.model.Heartbeat;
import org.plumbline.model.Logged;
import org.plumbline.model.Measurement;
import org.plumbline.model.Route;
import org.plumbline.model.Service;
import org.plumbline.model.Tick;
import org.plumbline.model.Vantage;

/**
 * What stands, held in memory and kept up with the log by its implementation: the newest record of
 * each service and vantage, and of each vantage's heartbeat.
 */
public final class StandingRecords implements Directory {
  private final TreeMap<String, Service> services = new TreeMap<>();
  private final TreeMap<String, Vantage> vantages = new TreeMap<>();
  private final TreeMap<String, Logged> heartbeats = new TreeMap<>();
  private long servicesVersion;

  /**
   * Takes note of an entry of the log; one that stands for nothing is passed over.
   *
   * @param version of the services, should this be one: rises from entry to entry
   */
  public synchronized void stand(Logged logged, long version) {
    switch (logged.entry()) {
      case Service service -> {
        services.put(service.id(), service);
        servicesVersion = Math.max(servicesVersion, version);
      }
      case Vantage vantage -> vantages.put(vantage.id(), vantage);
      case Heartbeat heartbeat -> heartbeats.put(heartbeat.vantage(), logged);
      case Route route -> {}
      case Gap gap -> {}
      case Measurement measurement -> {}
      case Tick tick -> {}
    }
  }

  @Override
  public synchronized List<Service> services() {
    return List.copyOf(services.values());
  }

  @Override
  public synchronized Optional<Service> service(String id) {
    return Optional.ofNullable(services.get(id));
  }

  @Override
  public synchronized List<Vantage> vantages() {
    return List.copyOf(vantages.values());
  }

  @Override
  public synchronized Optional<Vantage> vantage(String id) {
    return Optional.ofNullable(vantages.get(id));
  }

  @Override
  public synchronized List<Logged> heartbeats() {
    return List.copyOf(heartbeats.values());
  }

  @Override
  public synchronized Optional<Heartbeat> heartbeat(String vantage) {
    return Optional.ofNullable(heartbeats.get(vantage)).map(logged -> (Heartbeat) logged.entry());
  }

  @Override
  public synchronized long servicesVersion() {
    return servicesVersion;
  }
}
