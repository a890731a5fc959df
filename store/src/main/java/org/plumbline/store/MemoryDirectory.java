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

/** What stands, in memory. */
final class MemoryDirectory implements Directory {
  private final TreeMap<String, Service> services = new TreeMap<>();
  private final TreeMap<String, Vantage> vantages = new TreeMap<>();
  private final TreeMap<String, Logged> heartbeats = new TreeMap<>();
  private long servicesVersion;

  /**
   * @param position of the record in the log, from 1
   */
  synchronized void stand(Logged logged, long position) {
    switch (logged.entry()) {
      case Service service -> {
        services.put(service.id(), service);
        servicesVersion = position;
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
