package org.plumbline.wire;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.plumbline.model.Assignment;
import org.plumbline.model.FollowUp;
import org.plumbline.model.Working;

/** Reads and writes what an agent is told. */
final class AssignmentCodec {
  private AssignmentCodec() {}

  static Assignment read(JsonIn in) throws Unreadable {
    long version = 0;
    List<Assignment.AssignedCheck> checks = List.of();
    Map<String, List<Working>> works = Map.of();
    List<FollowUp> requests = List.of();
    for (String name = in.nextField(); name != null; name = in.nextField()) {
      switch (name) {
        case "version" -> version = in.whole();
        case "checks" -> checks = in.list(AssignmentCodec::check);
        case "works" -> works = in.map(value -> value.list(AssignmentCodec::working));
        case "requests" -> requests = in.list(AssignmentCodec::request);
        default -> in.skip();
      }
    }
    in.end();
    return new Assignment(version, checks, works, requests);
  }

  private static Assignment.AssignedCheck check(JsonIn in) throws Unreadable {
    in.openObject();
    String service = "";
    CheckCodec.Draft draft = new CheckCodec.Draft();
    for (String name = in.nextField(); name != null; name = in.nextField()) {
      if (name.equals("service")) {
        service = in.text();
      } else {
        draft.field(name, in);
      }
    }
    return new Assignment.AssignedCheck(service, draft.build(in));
  }

  private static Working working(JsonIn in) throws Unreadable {
    in.openObject();
    String address = "";
    String owner = null;
    int vouchers = 0;
    Instant at = Instant.EPOCH;
    for (String name = in.nextField(); name != null; name = in.nextField()) {
      switch (name) {
        case "address" -> address = in.text();
        case "owner" -> owner = in.text();
        case "vouchers" -> vouchers = in.small();
        case "at" -> at = in.instant();
        default -> in.skip();
      }
    }
    return new Working(address, owner, vouchers, at);
  }

  private static FollowUp request(JsonIn in) throws Unreadable {
    in.openObject();
    String id = "";
    String check = "";
    List<String> steps = List.of();
    List<String> addresses = List.of();
    List<String> resolvers = List.of();
    Instant until = Instant.EPOCH;
    for (String name = in.nextField(); name != null; name = in.nextField()) {
      switch (name) {
        case "id" -> id = in.text();
        case "check" -> check = in.text();
        case "steps" -> steps = in.texts();
        case "addresses" -> addresses = in.texts();
        case "resolvers" -> resolvers = in.texts();
        case "until" -> until = in.instant();
        default -> in.skip();
      }
    }
    return new FollowUp(id, check, steps, addresses, resolvers, until);
  }

  static void write(JsonOut out, Assignment assignment) {
    out.text("kind", "assignment")
        .whole("version", assignment.version())
        .listEvenEmpty(
            "checks",
            assignment.checks(),
            (o, assigned) ->
                CheckCodec.write(o.text("service", assigned.service()), assigned.check()))
        .nested("works", assignment.works(), AssignmentCodec::works)
        .listEvenEmpty("requests", assignment.requests(), AssignmentCodec::request);
  }

  private static void works(JsonOut out, Map<String, List<Working>> works) {
    works.forEach((check, addresses) ->
        out.listEvenEmpty(
            check,
            addresses,
            (o, working) ->
                o.text("address", working.address())
                    .text("owner", working.owner())
                    .whole("vouchers", working.vouchers())
                    .instant("at", working.at())));
  }

  private static void request(JsonOut out, FollowUp request) {
    out.text("id", request.id())
        .text("check", request.check())
        .texts("steps", request.steps())
        .texts("addresses", request.addresses())
        .texts("resolvers", request.resolvers())
        .instant("until", request.until());
  }
}
