package org.plumbline.lab;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SetResponse;
import org.xbill.DNS.Type;
import org.xbill.DNS.Zone;

/** What an authoritative name server answers (RFC 1034 section 4.3.2, without recursion). */
final class AuthoritativeServer {
  private static final int CNAME_HOPS_MAX = 8;

  private AuthoritativeServer() {}

  /** The response, without EDNS, to one question of one asker at one moment. */
  static Message answer(
      Message query, Host.NameServer server, WorldState world, Asker asker, Instant now) {
    Message response = DnsMessages.responseTo(query);
    Record question = query.getQuestion();
    if (query.getHeader().getOpcode() != Opcode.QUERY) {
      response.getHeader().setRcode(Rcode.NOTIMP);
      return response;
    }
    if (question == null || question.getDClass() != DClass.IN) {
      response.getHeader().setRcode(Rcode.REFUSED);
      return response;
    }
    Map<Name, String> serves = serves(server, asker);
    Optional<Name> origin = enclosing(serves, question);
    for (Host.Saying saying : server.says()) {
      boolean concerned =
          saying.zones().isEmpty() || origin.filter(saying.zones()::contains).isPresent();
      if (concerned && saying.from().matches(asker)) {
        response.getHeader().setRcode(saying.rcode());
        return response;
      }
    }
    String content = origin.isPresent() ? serves.get(origin.get()) : null;
    Zone zone = content == null ? null : world.contents().get(content);
    if (zone == null) {
      response.getHeader().setRcode(Rcode.REFUSED);
      return response;
    }
    new Answering(response, zone, server, now).fill(question.getName(), question.getType());
    return response;
  }

  private static Map<Name, String> serves(Host.NameServer server, Asker asker) {
    for (Host.View view : server.views()) {
      if (view.from().matches(asker)) {
        Map<Name, String> merged = new HashMap<>(server.serves());
        merged.putAll(view.serves());
        return merged;
      }
    }
    return server.serves();
  }

  /** The deepest zone served that holds the name; the DS of a cut is in the zone above it. */
  private static Optional<Name> enclosing(Map<Name, String> serves, Record question) {
    Name name = question.getName();
    Name best = null;
    for (Name origin : serves.keySet()) {
      boolean holds =
          name.subdomain(origin) && !(question.getType() == Type.DS && name.equals(origin));
      if (holds && (best == null || origin.labels() > best.labels())) {
        best = origin;
      }
    }
    return Optional.ofNullable(best);
  }

  /** One response in the making. */
  private record Answering(Message response, Zone zone, Host.NameServer server, Instant now) {
    void fill(Name name, int type) {
      Name at = name;
      for (int hop = 0; hop < CNAME_HOPS_MAX; hop++) {
        SetResponse found = zone.findRecords(at, type);
        if (found.isDelegation()) {
          if (type == Type.DS && found.getNS().getName().equals(at)) {
            response.getHeader().setFlag(Flags.AA);
            negative(Rcode.NOERROR);
          } else {
            referral(found.getNS());
          }
          return;
        }
        response.getHeader().setFlag(Flags.AA);
        if (found.isCNAME()) {
          CNAMERecord alias = found.getCNAME();
          response.addRecord(alias, Section.ANSWER);
          at = alias.getTarget();
          if (!at.subdomain(zone.getOrigin())) {
            return;
          }
        } else if (found.isSuccessful()) {
          found.answers().forEach(set -> addAll(rotated(set), Section.ANSWER));
          apex(name, type);
          return;
        } else {
          negative(found.isNXDOMAIN() ? Rcode.NXDOMAIN : Rcode.NOERROR);
          return;
        }
      }
    }

    private void apex(Name name, int type) {
      boolean asked = type == Type.NS && name.equals(zone.getOrigin());
      if (asked) {
        glue(zone.getNS());
      } else if (!server.minimal()) {
        addAll(zone.getNS().rrs(false), Section.AUTHORITY);
        glue(zone.getNS());
      }
    }

    private void referral(RRset cut) {
      addAll(cut.rrs(false), Section.AUTHORITY);
      glue(cut);
    }

    private void glue(RRset nameservers) {
      for (Record record : nameservers.rrs(false)) {
        Name host = ((NSRecord) record).getTarget();
        if (host.subdomain(zone.getOrigin())) {
          for (int type : new int[] {Type.A, Type.AAAA}) {
            RRset addresses = zone.findExactMatch(host, type);
            if (addresses != null) {
              addAll(addresses.rrs(false), Section.ADDITIONAL);
            }
          }
        }
      }
    }

    private void negative(int rcode) {
      response.getHeader().setRcode(rcode);
      response.addRecord(zone.getSOA(), Section.AUTHORITY);
    }

    /** The addresses whose turn it is. */
    private List<Record> rotated(RRset set) {
      List<Record> all = set.rrs(false);
      int give = server.rotation().give();
      boolean address = set.getType() == Type.A || set.getType() == Type.AAAA;
      if (!address || give == 0 || all.size() <= give) {
        return all;
      }
      Duration every = server.rotation().every();
      long turn = Math.floorDiv(now.toEpochMilli(), every.toMillis());
      List<Record> given = new ArrayList<>(give);
      for (int i = 0; i < give; i++) {
        given.add(all.get((int) Math.floorMod(turn * give + i, (long) all.size())));
      }
      return given;
    }

    private void addAll(List<? extends Record> records, int section) {
      for (Record record : records) {
        if (!response.findRecord(record, section)) {
          response.addRecord(record, section);
        }
      }
    }
  }
}
