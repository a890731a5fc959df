package org.plumbline.store;

import java.util.List;
import java.util.Optional;
import org.plumbline.model.Heartbeat;
import org.plumbline.model.Logged;
import org.plumbline.model.Service;
import org.plumbline.model.Vantage;

/** What stands: of each service and vantage the newest record of the log, in the order of ids. */
public interface Directory {
  List<Service> services();

  Optional<Service> service(String id);

  List<Vantage> vantages();

  Optional<Vantage> vantage(String id);

  /** The newest heartbeat by {@code receivedAt} of each vantage, in the order of vantage ids. */
  List<Logged> heartbeats();

  /** The same of one vantage. */
  Optional<Heartbeat> heartbeat(String vantage);

  /** Rises whenever a service changes or is added; 0 while there is none. */
  long servicesVersion();
}
