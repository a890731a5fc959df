package org.plumbline.probe;

import java.util.List;
import org.plumbline.dns.RootHints;
import org.plumbline.model.Resolver;
import org.plumbline.tls.TrustStore;

/**
 * What a vantage measures with.
 *
 * @param resolvers the first is the one that the vantage's client uses; an address may carry {@code
 *     @port}, and one without address is the operating system's
 * @param fromRoot the walk from the root takes the place of the resolver
 * @param userAgent sent to web servers
 */
public record ProbeSettings(
    List<Resolver> resolvers,
    RootHints roots,
    TrustStore trust,
    boolean fromRoot,
    String userAgent) {
  public ProbeSettings {
    resolvers = List.copyOf(resolvers);
  }
}
