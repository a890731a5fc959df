package org.plumbline.wire;

import java.util.List;
import org.plumbline.model.Answer;
import org.plumbline.model.Entity;
import org.plumbline.model.Family;
import org.plumbline.model.NameServer;
import org.plumbline.model.Question;
import org.plumbline.model.Resolver;

/** The values that several records share. */
final class Parts {
  private static final Words<Entity.Kind> ENTITY_KINDS = new Words<>(Entity.Kind.values());

  private Parts() {}

  static Resolver resolver(JsonIn in) throws Unreadable {
    in.openObject();
    String id = null;
    String address = null;
    String operator = null;
    List<String> egress = List.of();
    for (String name = in.nextField(); name != null; name = in.nextField()) {
      switch (name) {
        case "id" -> id = in.text();
        case "address" -> address = in.text();
        case "operator" -> operator = in.text();
        case "egress" -> egress = in.texts();
        default -> in.skip();
      }
    }
    String shown = id == null ? address : id;
    if (shown == null) {
      throw in.bad("has neither an id nor an address");
    }
    return new Resolver(shown, address, operator, egress);
  }

  static void resolver(JsonOut out, Resolver resolver) {
    out.text("id", resolver.id())
        .text("address", resolver.address())
        .text("operator", resolver.operator())
        .texts("egress", resolver.egress());
  }

  static Question question(JsonIn in) throws Unreadable {
    in.openObject();
    String host = "";
    String type = "A";
    String klass = null;
    for (String name = in.nextField(); name != null; name = in.nextField()) {
      switch (name) {
        case "name" -> host = in.text();
        case "type" -> type = in.text();
        case "class" -> klass = in.text();
        default -> in.skip();
      }
    }
    return new Question(host, type, klass);
  }

  static void question(JsonOut out, Question question) {
    out.text("name", question.name()).text("type", question.type()).text("class", question.klass());
  }

  static Answer answer(JsonIn in) throws Unreadable {
    in.openObject();
    String host = "";
    String type = "A";
    Integer ttl = null;
    String data = "";
    Long asn = null;
    String owner = null;
    for (String name = in.nextField(); name != null; name = in.nextField()) {
      switch (name) {
        case "name" -> host = in.text();
        case "type" -> type = in.text();
        case "ttl" -> ttl = in.small();
        case "data" -> data = in.loose();
        case "asn" -> asn = in.asn();
        case "owner" -> owner = in.text();
        default -> in.skip();
      }
    }
    return new Answer(host, type, ttl, data, asn, owner);
  }

  static void answer(JsonOut out, Answer answer) {
    out.text("name", answer.name())
        .text("type", answer.type())
        .whole("ttl", answer.ttl())
        .text("data", answer.data())
        .whole("asn", answer.asn())
        .text("owner", answer.owner());
  }

  static NameServer nameServer(JsonIn in) throws Unreadable {
    in.openObject();
    String host = null;
    String address = null;
    Long asn = null;
    for (String name = in.nextField(); name != null; name = in.nextField()) {
      switch (name) {
        case "name" -> host = in.text();
        case "address" -> address = in.text();
        case "asn" -> asn = in.asn();
        default -> in.skip();
      }
    }
    return new NameServer(host, address, asn);
  }

  static void nameServer(JsonOut out, NameServer server) {
    out.text("name", server.name()).text("address", server.address()).whole("asn", server.asn());
  }

  static Family family(JsonIn in) throws Unreadable {
    return switch (in.small()) {
      case 4 -> Family.V4;
      case 6 -> Family.V6;
      default -> throw in.bad("must be 4 or 6");
    };
  }

  static Entity entity(JsonIn in) throws Unreadable {
    in.openObject();
    Entity.Kind kind = null;
    String id = null;
    for (String name = in.nextField(); name != null; name = in.nextField()) {
      switch (name) {
        case "kind" -> kind = in.word(ENTITY_KINDS);
        case "id" -> id = in.text();
        default -> in.skip();
      }
    }
    if (kind == null || id == null) {
      throw in.bad("must have a kind and an id");
    }
    return new Entity(kind, id);
  }

  static void entity(JsonOut out, Entity entity) {
    out.word("kind", entity.kind()).text("id", entity.id());
  }
}
