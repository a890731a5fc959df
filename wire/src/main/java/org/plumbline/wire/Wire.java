package org.plumbline.wire;

import java.time.Instant;
import java.util.List;
import org.plumbline.model.Acknowledgement;
import org.plumbline.model.Assignment;
import org.plumbline.model.Entry;
import org.plumbline.model.Incident;
import org.plumbline.model.Logged;
import org.plumbline.model.Verdict;

/** Records to and from lines: one JSON object each, UTF-8, without the line end. */
public final class Wire {
  /** Longest line that is read, in bytes. */
  public static final int LINE_BYTES_MAX = 1 << 20;

  private Wire() {}

  /**
   * Reads one line.
   *
   * @throws Unreadable with the reason, when it is none of the records of the data formats
   */
  public static Line read(byte[] line) throws Unreadable {
    if (line.length > LINE_BYTES_MAX) {
      throw new Unreadable("longer than " + LINE_BYTES_MAX + " bytes");
    }
    String kind = kind(line);
    return switch (kind) {
      case "incident", "notice", "verdict", "assignment" -> new Line.Conclusion(kind);
      default -> {
        try (JsonIn in = JsonIn.object(line, 0, line.length)) {
          yield new EntryReader(in).read(kind);
        }
      }
    };
  }

  /** The value of {@code kind}, wherever in the object it stands. */
  private static String kind(byte[] line) throws Unreadable {
    try (JsonIn in = JsonIn.object(line, 0, line.length)) {
      for (String name = in.nextField(); name != null; name = in.nextField()) {
        if (name.equals("kind")) {
          return in.text();
        }
        in.skip();
      }
    }
    throw new Unreadable("/kind is missing");
  }

  /**
   * Reads an incident back.
   *
   * @throws Unreadable when the bytes are no incident
   */
  public static Incident readIncident(byte[] line) throws Unreadable {
    try (JsonIn in = JsonIn.object(line, 0, line.length)) {
      return IncidentReader.read(in);
    }
  }

  /**
   * Reads an assignment.
   *
   * @throws Unreadable when the bytes are no assignment
   */
  public static Assignment readAssignment(byte[] line) throws Unreadable {
    try (JsonIn in = JsonIn.object(line, 0, line.length)) {
      return AssignmentCodec.read(in);
    }
  }

  /**
   * Reads the answer to a post.
   *
   * @throws Unreadable when the bytes are no answer
   */
  public static Acknowledgement readAcknowledgement(byte[] json) throws Unreadable {
    try (JsonIn in = JsonIn.object(json, 0, json.length)) {
      return AcknowledgementCodec.read(in);
    }
  }

  /**
   * Reads what an agent says to be enrolled.
   *
   * @throws Unreadable when the bytes are no such request
   */
  public static Enrolment.Request readEnrolmentRequest(byte[] json) throws Unreadable {
    try (JsonIn in = JsonIn.object(json, 0, json.length)) {
      return Enrolment.readRequest(in);
    }
  }

  /**
   * Reads the answer to an enrolment.
   *
   * @throws Unreadable when the bytes are no such answer
   */
  public static Enrolment.Answer readEnrolmentAnswer(byte[] json) throws Unreadable {
    try (JsonIn in = JsonIn.object(json, 0, json.length)) {
      return Enrolment.readAnswer(in);
    }
  }

  /**
   * Reads a token, asked for or issued; texts that are absent are empty.
   *
   * @throws Unreadable when the bytes are no object of that kind
   */
  public static IssuedToken readToken(byte[] json) throws Unreadable {
    try (JsonIn in = JsonIn.object(json, 0, json.length)) {
      IssuedToken token = IssuedToken.read(in);
      in.end();
      return token;
    }
  }

  /**
   * Reads a list of tokens.
   *
   * @throws Unreadable when the bytes are no such list
   */
  public static List<IssuedToken> readTokens(byte[] json) throws Unreadable {
    List<IssuedToken> tokens = List.of();
    try (JsonIn in = JsonIn.object(json, 0, json.length)) {
      for (String name = in.nextField(); name != null; name = in.nextField()) {
        if (name.equals("items")) {
          tokens =
              in.list(item -> {
                item.openObject();
                return IssuedToken.read(item);
              });
        } else {
          in.skip();
        }
      }
      in.end();
    }
    return tokens;
  }

  /** The {@code detail} of problem details (RFC 9457); empty when there is none. */
  public static String readProblem(byte[] json) {
    String detail = "";
    try (JsonIn in = JsonIn.object(json, 0, json.length)) {
      for (String name = in.nextField(); name != null; name = in.nextField()) {
        if (name.equals("detail")) {
          detail = in.text();
        } else {
          in.skip();
        }
      }
    } catch (Unreadable other) {
      return "";
    }
    return detail;
  }

  public static byte[] write(Enrolment.Request request) {
    return JsonOut.object(request, Enrolment::write);
  }

  public static byte[] write(Enrolment.Answer answer) {
    return JsonOut.object(answer, Enrolment::write);
  }

  public static byte[] write(IssuedToken token) {
    return JsonOut.object(token, IssuedToken::write);
  }

  /** A list of tokens. */
  public static byte[] write(List<IssuedToken> tokens) {
    return JsonOut.object(
        tokens, (out, all) -> out.listEvenEmpty("items", all, IssuedToken::write));
  }

  /** An entry as its sender writes it: without {@code receivedAt}. */
  public static byte[] write(Entry entry) {
    return EntryWriter.write(entry, null);
  }

  /** An entry as it stands in the log. */
  public static byte[] write(Logged logged) {
    return EntryWriter.write(logged.entry(), logged.receivedAt());
  }

  public static byte[] write(Incident incident) {
    return JsonOut.object(incident, IncidentWriter::incident);
  }

  /**
   * An incident shortened to what fits into a message: the same record with the longest lists left
   * out or cut, {@code counts} of what there is, and {@code evidence}, the address of all of it.
   * Less than 16 kB, whatever texts and lists the incident has.
   */
  public static byte[] writeDigest(Incident incident, String evidence) {
    return JsonOut.object(incident, (out, it) -> IncidentDigest.write(out, it, evidence));
  }

  public static byte[] write(Verdict verdict) {
    return JsonOut.object(verdict, IncidentWriter::verdict);
  }

  public static byte[] write(Assignment assignment) {
    return JsonOut.object(assignment, AssignmentCodec::write);
  }

  public static byte[] write(Acknowledgement answer) {
    return JsonOut.object(answer, AcknowledgementCodec::write);
  }

  /** A time as records write it: RFC 3339, UTC, milliseconds. */
  public static String write(Instant instant) {
    return Times.format(instant);
  }
}
