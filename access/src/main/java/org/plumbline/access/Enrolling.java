package org.plumbline.access;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;
import java.util.regex.Pattern;
import org.plumbline.model.Heartbeat;
import org.plumbline.model.Vantage;
import org.plumbline.store.Directory;
import org.plumbline.store.Token;
import org.plumbline.store.Tokens;
import org.plumbline.wire.Enrolment;
import org.plumbline.wire.Wire;

/**
 * {@code POST /v1/enrol}: an enrolment token for the credential of one vantage. A vantage that has
 * been heard is not given to another: an admin takes its credential away first.
 */
final class Enrolling {
  /** Begins the names of credentials: people's tokens have no colon. */
  static final String PREFIX = "agent:";

  private static final Pattern VANTAGE = Pattern.compile(Vantage.ID_FORM);

  private final Access access;
  private final Tokens tokens;
  private final Directory directory;
  private final String version;

  /**
   * @param version of this server
   */
  Enrolling(Access access, Tokens tokens, Directory directory, String version) {
    this.access = access;
    this.tokens = tokens;
    this.directory = directory;
    this.version = version;
  }

  void handle(ServerRequest request, ServerResponse response) throws Refused {
    Enrolment.Request asked = Bodies.read(request, Wire::readEnrolmentRequest);
    Token token =
        access
            .valid(asked.token())
            .orElseThrow(() ->
                new Refused(
                    Status.UNAUTHORIZED_401,
                    "the enrolment token is unknown, spent, or over an hour old"));
    if (token.scope() != Token.Scope.ENROL) {
      throw new Refused(
          Status.FORBIDDEN_403, "a token of scope " + token.scope().word() + " enrols nobody");
    }
    Vantage vantage = asked.vantage();
    requireFree(vantage.id());
    if (!tokens.remove(token.name())) {
      throw new Refused(Status.UNAUTHORIZED_401, "the enrolment token was spent at this moment");
    }
    response
        .header(HeaderNames.CONTENT_TYPE, "application/json")
        .header(HeaderNames.CACHE_CONTROL, "no-store")
        .send(Wire.write(enrolled(vantage)));
  }

  private void requireFree(String vantage) throws Refused {
    if (!VANTAGE.matcher(vantage).matches()) {
      throw new Refused(
          Status.BAD_REQUEST_400, "a vantage id is 1 to 64 of a-z, 0-9, dot and hyphen");
    }
    String name = PREFIX + vantage;
    boolean heard = directory.vantage(vantage).isPresent();
    boolean held =
        tokens.all().stream()
            .anyMatch(
                token -> vantage.equals(token.vantage()) && (heard || !token.name().equals(name)));
    boolean another = tokens.holder(vantage).filter(holder -> !holder.equals(name)).isPresent();
    if (held || another) {
      throw new Refused(
          Status.CONFLICT_409,
          "there is a vantage "
              + vantage
              + " already: choose another id, or have an admin take"
              + " its credential away first (plumb token revoke "
              + name
              + ")");
    }
  }

  private Enrolment.Answer enrolled(Vantage vantage) {
    String secret = Token.newSecret();
    String name = PREFIX + vantage.id();
    tokens.claim(vantage.id(), name);
    tokens.put(new Token(name, Token.sha256(secret), Token.Scope.INGEST, vantage.id(), null));
    Optional<Heartbeat> last = directory.heartbeat(vantage.id());
    return new Enrolment.Answer(
        directory.vantage(vantage.id()).orElse(vantage),
        secret,
        version,
        last.map(Heartbeat::epoch).orElse(0));
  }
}
