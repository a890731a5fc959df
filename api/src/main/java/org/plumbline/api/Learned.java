package org.plumbline.api;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Answer;
import org.plumbline.model.Certificate;
import org.plumbline.model.Entity;
import org.plumbline.model.NameServer;
import org.plumbline.model.Observation;
import org.plumbline.model.Outcome;
import org.plumbline.wire.Wire;
import tools.jackson.core.JsonGenerator;

/**
 * What a service depends on, as its runs show it: the zones of its name and of the aliases that it
 * goes through, their name servers, the addresses and whose they are, certificates and issuers.
 */
final class Learned {
  /** Entities of one kind in an answer. */
  private static final int KIND_MAX = 20;

  private static final List<Entity.Kind> ORDER =
      List.of(
          Entity.Kind.ZONE,
          Entity.Kind.NAMESERVER,
          Entity.Kind.ADDRESS,
          Entity.Kind.ASN,
          Entity.Kind.CERTIFICATE,
          Entity.Kind.ISSUER);

  /** What is known of an entity, and who met it. */
  private static final class Met {
    final Set<String> vantages = new HashSet<>();
    @Nullable String name;
    @Nullable Long asn;
    @Nullable Certificate certificate;
  }

  private final Map<Entity, Met> entities = new LinkedHashMap<>();

  /** Names that clients ask for: those of the checks, and what aliases lead to. */
  private final Set<String> names = new TreeSet<>();

  private final Set<String> zones = new TreeSet<>();

  /**
   * @param runs the newest first
   */
  Learned(List<Run> runs) {
    for (Run run : runs) {
      for (Observation operation : run.measurement().observations()) {
        namesOf(operation);
      }
    }
    zones.retainAll(names.stream().map(this::zoneOf).toList());
    for (Run run : runs) {
      String vantage = run.measurement().vantage();
      for (Observation operation : run.measurement().observations()) {
        if (operation.attempt().outcome() instanceof Outcome.Ok) {
          learn(operation, vantage);
        }
      }
    }
  }

  private void namesOf(Observation operation) {
    switch (operation) {
      case Observation.Dns dns when dns.onClientPath() -> {
        if (dns.question() != null) {
          names.add(dns.question().name());
        }
        dns.answers().stream()
            .filter(answer -> answer.type().equals("CNAME"))
            .forEach(answer -> names.add(answer.data()));
      }
      case Observation.Delegation cut -> zones.add(cut.zone());
      case Observation.Authority authority -> zones.add(authority.zone());
      case Observation.Dns _,
          Observation.Tcp _,
          Observation.Tls _,
          Observation.Quic _,
          Observation.Http _,
          Observation.Ping _,
          Observation.Traceroute _ -> {}
    }
  }

  /** The deepest zone met that a name lies in; the parent of a name none of whose zones was met. */
  private String zoneOf(String name) {
    String deepest = "";
    for (String zone : zones) {
      boolean within = name.equals(zone) || name.endsWith("." + zone);
      if (within && zone.length() > deepest.length()) {
        deepest = zone;
      }
    }
    if (deepest.contains(".")) {
      return deepest;
    }
    // A walk that got no further than the top says nothing of whose the name is.
    String parent = name.substring(name.indexOf('.') + 1);
    return parent.contains(".") ? parent : name;
  }

  private void learn(Observation operation, String vantage) {
    switch (operation) {
      case Observation.Dns dns when dns.onClientPath() -> {
        if (dns.question() != null) {
          meet(Entity.Kind.ZONE, zoneOf(dns.question().name()), vantage);
        }
        dns.answers().forEach(answer -> learn(answer, vantage));
      }
      case Observation.Delegation cut when zones.contains(cut.zone()) ->
          cut.nameservers().forEach(server -> meet(Entity.Kind.NAMESERVER, server, vantage));
      case Observation.Authority said when zones.contains(said.zone()) -> {
        NameServer server = said.server();
        if (server != null && server.name() != null) {
          meet(Entity.Kind.NAMESERVER, server.name(), vantage);
        }
      }
      case Observation.Tls tls when tls.onClientPath() && !tls.chain().isEmpty() ->
          learn(tls.chain().getFirst(), vantage);
      case Observation.Dns _,
          Observation.Delegation _,
          Observation.Authority _,
          Observation.Tcp _,
          Observation.Tls _,
          Observation.Quic _,
          Observation.Http _,
          Observation.Ping _,
          Observation.Traceroute _ -> {}
    }
  }

  private void learn(Answer answer, String vantage) {
    if (answer.type().equals("CNAME")) {
      meet(Entity.Kind.ZONE, zoneOf(answer.data()), vantage);
    } else if (answer.isAddress()) {
      Met address = meet(Entity.Kind.ADDRESS, answer.data(), vantage);
      address.name = answer.owner() == null ? address.name : answer.owner();
      address.asn = answer.asn() == null ? address.asn : answer.asn();
      if (answer.asn() != null) {
        Met network = meet(Entity.Kind.ASN, Long.toString(answer.asn()), vantage);
        network.name = answer.owner() == null ? network.name : answer.owner();
      }
    }
  }

  private void learn(Certificate leaf, String vantage) {
    if (leaf.issuer() != null) {
      meet(Entity.Kind.ISSUER, leaf.issuer(), vantage);
    }
    if (leaf.sha256() != null) {
      meet(Entity.Kind.CERTIFICATE, leaf.sha256(), vantage).certificate = leaf;
    }
  }

  private Met meet(Entity.Kind kind, String id, String vantage) {
    Met met = entities.computeIfAbsent(new Entity(kind, id), _ -> new Met());
    met.vantages.add(vantage);
    return met;
  }

  void write(JsonGenerator json) {
    json.writeArrayPropertyStart("learned");
    for (Entity.Kind kind : ORDER) {
      List<Map.Entry<Entity, Met>> met =
          new ArrayList<>(
              entities.entrySet().stream().filter(it -> it.getKey().kind() == kind).toList());
      met.sort(
          Comparator.comparingInt((Map.Entry<Entity, Met> it) -> -it.getValue().vantages.size())
              .thenComparing(Map.Entry::getKey));
      met.stream().limit(KIND_MAX).forEach(it -> write(json, it.getKey(), it.getValue()));
    }
    json.writeEndArray();
  }

  /** Many certificates have names alone (RFC 9525, section 2). */
  private static @Nullable String subject(Certificate certificate) {
    return certificate.subject() == null && !certificate.names().isEmpty()
        ? certificate.names().getFirst()
        : certificate.subject();
  }

  private static void write(JsonGenerator json, Entity entity, Met met) {
    json.writeStartObject();
    json.writeStringProperty("kind", entity.kind().word());
    json.writeStringProperty("id", entity.id());
    json.writeNumberProperty("vantages", met.vantages.size());
    Certificate certificate = met.certificate;
    String name = certificate == null ? met.name : subject(certificate);
    if (name != null) {
      json.writeStringProperty("name", name);
    }
    if (met.asn != null) {
      json.writeNumberProperty("asn", met.asn);
    }
    if (certificate != null && certificate.notAfter() != null) {
      json.writeStringProperty("notAfter", Wire.write(certificate.notAfter()));
    }
    json.writeEndObject();
  }
}
