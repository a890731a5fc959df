package org.plumbline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.plumbline.dns.ResolvConf;
import org.plumbline.dns.RootHints;
import org.plumbline.model.Family;
import org.plumbline.model.Resolver;
import org.plumbline.model.Service;
import org.plumbline.model.Vantage;
import org.plumbline.net.AddressPolicy;
import org.plumbline.net.Endpoint;
import org.plumbline.net.Prefix;
import org.plumbline.net.SystemNetwork;
import org.plumbline.probe.ProbeSettings;
import org.plumbline.probe.Prober;
import org.plumbline.tls.TrustStore;
import org.plumbline.wire.Visible;

/** This machine, on the real internet. */
final class RealPlace implements Place {
  private static final int DNS_PORT = 53;

  /** Asked beside the system's own, when the user names none: two that many people use. */
  private static final List<Resolver> PUBLIC =
      List.of(
          new Resolver("google", "8.8.8.8", "Google"), new Resolver("quad9", "9.9.9.9", "Quad9"));

  /**
   * What the user chose.
   *
   * @param resolvers address literals, {@code @port} where it is not 53
   */
  record Choice(
      List<String> resolvers,
      boolean fromRoot,
      @Nullable Path roots,
      @Nullable Path ca,
      boolean allowPrivate) {}

  private final Vantage vantage;
  private final Prober prober;
  private final OwnLack lack;

  RealPlace(Choice choice) {
    List<Resolver> resolvers = resolvers(choice);
    vantage =
        new Vantage(
            "here",
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            List.of(Family.values()),
            resolvers,
            null,
            Vantage.Standing.TRUSTED);
    prober =
        new Prober(
            new SystemNetwork(policy(choice, resolvers)),
            InstantSource.system(),
            new ProbeSettings(
                resolvers,
                roots(choice.roots()),
                trust(choice.ca()),
                choice.fromRoot(),
                Release.current().userAgent()));
    lack = OwnLack.here(choice.roots() != null);
  }

  private static List<Resolver> resolvers(Choice choice) {
    List<Resolver> resolvers = new ArrayList<>();
    for (String address : choice.resolvers()) {
      endpoint(address);
      resolvers.add(new Resolver(address, address, null));
    }
    return resolvers.isEmpty() && !choice.fromRoot() ? usualResolvers() : resolvers;
  }

  /** Those that the system is set to use, and two that many people use. */
  static List<Resolver> usualResolvers() {
    List<Resolver> resolvers = new ArrayList<>(systemResolvers());
    for (Resolver known : PUBLIC) {
      if (resolvers.stream()
          .noneMatch(one -> String.valueOf(known.address()).equals(one.address()))) {
        resolvers.add(known);
      }
    }
    return resolvers;
  }

  /** Those that the system is set to use, in its order. */
  static List<Resolver> systemResolvers() {
    List<Resolver> resolvers = new ArrayList<>();
    for (String address : ResolvConf.nameservers(ResolvConf.SYSTEM)) {
      String id = resolvers.isEmpty() ? "system" : "system" + (resolvers.size() + 1);
      resolvers.add(new Resolver(id, address, null));
    }
    return resolvers;
  }

  /** Where resolvers are asked, in their order. */
  static Set<Endpoint> endpoints(List<Resolver> resolvers) {
    Set<Endpoint> asked = new LinkedHashSet<>();
    for (Resolver resolver : resolvers) {
      if (resolver.address() != null) {
        asked.add(endpoint(resolver.address()));
      }
    }
    return asked;
  }

  private static Endpoint endpoint(String resolver) {
    try {
      return RootHints.endpoint(resolver, DNS_PORT);
    } catch (IllegalArgumentException e) {
      throw new Complaint(
          ExitStatus.WRONG_USAGE,
          "--resolver must be an address, with @port where it is not 53, was "
              + Visible.text(resolver));
    }
  }

  private static AddressPolicy policy(Choice choice, List<Resolver> resolvers) {
    return new AddressPolicy(
        choice.allowPrivate()
            ? List.of(Prefix.parse("0.0.0.0/0"), Prefix.parse("::/0"))
            : List.of(),
        endpoints(resolvers));
  }

  static RootHints roots(@Nullable Path file) {
    if (file == null) {
      return RootHints.iana();
    }
    try {
      return RootHints.parse(Files.readString(file));
    } catch (IllegalArgumentException e) {
      throw new Complaint(ExitStatus.WRONG_USAGE, file + ": " + e.getMessage());
    } catch (IOException e) {
      throw Complaint.unreadable(file.toString(), e);
    }
  }

  static TrustStore trust(@Nullable Path file) {
    if (file == null) {
      return TrustStore.system();
    }
    try {
      return TrustStore.pem(file);
    } catch (IOException e) {
      throw Complaint.unreadable(file.toString(), e);
    }
  }

  @Override
  public Vantage vantage() {
    return vantage;
  }

  @Override
  public Prober prober() {
    return prober;
  }

  @Override
  public InstantSource clock() {
    return InstantSource.system();
  }

  @Override
  public List<Family> families() {
    return List.of(Family.values());
  }

  @Override
  public OwnLack lack() {
    return lack;
  }

  @Override
  public List<Service> services() {
    return List.of();
  }

  @Override
  public void close() {}
}
