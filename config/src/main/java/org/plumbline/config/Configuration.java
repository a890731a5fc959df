package org.plumbline.config;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Resolver;
import org.plumbline.model.Service;

/**
 * What a person says in {@code plumbline.yaml} (docs/configuration.md); whatever is absent has a
 * default that the reader of this record knows.
 *
 * @param listen where the server listens
 * @param data folder of everything that is kept
 * @param vantage who and where this machine is
 * @param resolvers that this vantage asks, the client's own first; empty: the system's, and two
 *     public ones
 * @param services all that is watched: own ones, then those chosen from the catalogue
 * @param enrich where the owners of addresses come from
 * @param alerts who is told of incidents
 * @param anchors targets that answer unless the uplink is broken; empty: the usual ones
 * @param mustFail targets that never answer unless something lies; empty: the usual one
 */
public record Configuration(
    @Nullable InetSocketAddress listen,
    @Nullable Path data,
    Whereabouts vantage,
    List<Resolver> resolvers,
    List<Service> services,
    Enrich enrich,
    AlertSettings alerts,
    Probe probe,
    List<InetSocketAddress> anchors,
    List<InetSocketAddress> mustFail) {
  /** Id of the one resolver that may be named without an address: what this machine uses. */
  public static final String SYSTEM_RESOLVER = "system";

  /**
   * What a vantage says of itself; all of it may be absent.
   *
   * @param network eyeball, backbone, cloud, wireless or enterprise
   * @param country ISO 3166-1 alpha-2
   * @param lat degrees north, -90 to 90
   * @param lon degrees east, -180 to 180
   */
  public record Whereabouts(
      @Nullable String id,
      @Nullable String network,
      @Nullable Long asn,
      @Nullable String isp,
      @Nullable String city,
      @Nullable String region,
      @Nullable String country,
      @Nullable Double lat,
      @Nullable Double lon) {}

  /**
   * How probes reach out.
   *
   * @param allow blocks {@code ADDRESS/BITS} that may be probed although they are not public
   * @param ca PEM file that replaces the root store
   * @param roots root hints in zone-file form
   */
  public record Probe(List<String> allow, @Nullable Path ca, @Nullable Path roots) {
    public Probe {
      allow = List.copyOf(allow);
    }
  }

  public Configuration {
    resolvers = List.copyOf(resolvers);
    services = List.copyOf(services);
    anchors = List.copyOf(anchors);
    mustFail = List.copyOf(mustFail);
  }

  /** The same, with more own services; each stands in place of one of the same id. */
  public Configuration withOwn(List<Service> own) {
    return new Configuration(
        listen,
        data,
        vantage,
        resolvers,
        CatalogueChoice.withOwn(services, own),
        enrich,
        alerts,
        probe,
        anchors,
        mustFail);
  }
}
