package org.plumbline.dns;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.plumbline.model.Answer;
import org.plumbline.net.Endpoint;

/** What a zone's server said to a question about a name in or below the zone. */
sealed interface Referral {
  int SERVERS_MAX = 32;
  int GLUE_MAX = 8;

  /** Ask there: a delegation to a zone further down. */
  record To(String zone, List<Server> servers, int ttl, boolean ds) implements Referral {}

  /** It answers itself: data, an alias, no such data, no such name. */
  record Here() implements Referral {}

  /**
   * Neither: silence, an error, an answer without authority, or a referral up or sideways.
   *
   * @param lame it spoke, and does not serve the zone
   */
  record Useless(boolean lame) implements Referral {}

  /**
   * Reads an exchange.
   *
   * @param zone that the server is asked as an authority for
   */
  static Referral of(Exchange exchange, String zone) {
    Response response = exchange.response();
    if (response == null) {
      return new Useless(false);
    }
    if (response.rcode().equals("NXDOMAIN") && response.aa()) {
      return new Here();
    }
    if (!response.noError()) {
      return new Useless(false);
    }
    if (response.aa() && !response.answers().isEmpty()) {
      return new Here();
    }
    String name = Names.normal(exchange.question().name());
    for (Answer record : response.authority()) {
      String owner = Names.normal(record.name());
      if (record.type().equals("NS") && Names.below(owner, zone) && Names.within(name, owner)) {
        return to(owner, zone, response);
      }
    }
    boolean noData = response.aa() && response.answers().isEmpty();
    return noData ? new Here() : new Useless(true);
  }

  private static To to(String owner, String parent, Response response) {
    Map<String, List<Endpoint>> servers = new LinkedHashMap<>();
    int ttl = Integer.MAX_VALUE;
    boolean ds = false;
    for (Answer record : response.authority()) {
      if (!Names.normal(record.name()).equals(owner)) {
        continue;
      }
      if (record.type().equals("NS") && servers.size() < SERVERS_MAX) {
        servers.putIfAbsent(Names.normal(record.data()), new ArrayList<>());
        ttl = record.ttl() == null ? ttl : Math.min(ttl, record.ttl());
      }
      ds |= record.type().equals("DS");
    }
    for (Answer record : response.additional()) {
      List<Endpoint> glue = servers.get(Names.normal(record.name()));
      // Addresses from outside the parent's own zone are hearsay (RFC 5452 section 6).
      boolean credible = record.isAddress() && Names.within(Names.normal(record.name()), parent);
      if (glue != null && credible && glue.size() < GLUE_MAX) {
        glue.add(RootHints.endpoint(record.data(), RootHints.PORT));
      }
    }
    List<Server> list = new ArrayList<>();
    servers.forEach((name, glue) -> list.add(new Server(name, glue)));
    return new To(owner, list, ttl == Integer.MAX_VALUE ? 0 : ttl, ds);
  }
}
