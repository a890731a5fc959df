package org.plumbline.engine.detect;

import java.io.Serializable;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Check;
import org.plumbline.model.Service;
import org.plumbline.model.Vantage;

/** The newest word on services, their checks, and vantages. */
public final class Catalogue implements Serializable {
  private final Map<String, Service> services = new TreeMap<>();
  private final Map<String, Check> checks = new TreeMap<>();
  private final Map<String, Vantage> vantages = new TreeMap<>();

  /** Takes a service; a later one of the same id stands in its place. */
  public void accept(Service service) {
    Service before = services.put(service.id(), service);
    if (before != null) {
      before.checks().forEach(check -> checks.remove(check.id()));
    }
    service.checks().forEach(check -> checks.put(check.id(), check));
  }

  /** Takes a vantage; a later one of the same id stands in its place. */
  public void accept(Vantage vantage) {
    vantages.put(vantage.id(), vantage);
  }

  public @Nullable Service service(String id) {
    return services.get(id);
  }

  public @Nullable Check check(String id) {
    return checks.get(id);
  }

  public @Nullable Vantage vantage(String id) {
    return vantages.get(id);
  }

  /** All vantages, by id. */
  public Collection<Vantage> vantages() {
    return vantages.values();
  }

  /** All services, by id. */
  public Collection<Service> services() {
    return services.values();
  }

  /** The failure domain of a vantage: its access network, else the vantage itself. */
  public String network(String vantage) {
    Vantage known = vantages.get(vantage);
    if (known == null) {
      return vantage;
    }
    if (known.isp() != null) {
      return known.isp();
    }
    return known.asn() != null ? "AS" + known.asn() : vantage;
  }

  /** What a check asks for: its host, else its id. */
  public String host(String check) {
    Check known = check(check);
    return known == null || known.host() == null ? check : known.host();
  }
}
