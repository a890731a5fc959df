package org.plumbline.agent;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.plumbline.wire.Enrolment;
import org.plumbline.wire.Unreadable;
import org.plumbline.wire.Wire;

/** Has a vantage enrolled by a server. */
public final class Enroller {
  private static final Duration EXCHANGE = Duration.ofSeconds(20);
  private static final int REPLY_BYTES_MAX = 1 << 20;
  private static final int OK = 200;
  private static final int SERVER_ERROR = 500;

  private Enroller() {}

  /** What came of it. */
  public sealed interface Result {
    record Enrolled(Enrolment.Answer answer) implements Result {}

    /**
     * The server will not have us, with this token or under this id.
     *
     * @param status of HTTP
     * @param why in the server's words
     */
    record Refused(int status, String why) implements Result {}

    /**
     * There is no answer now; the token may be tried again.
     *
     * @param why in words
     */
    record Away(String why) implements Result {}
  }

  /**
   * Asks once.
   *
   * @param server its base, without a path
   */
  public static Result enrol(HttpClient http, URI server, Enrolment.Request request)
      throws InterruptedException {
    HttpRequest post =
        HttpRequest.newBuilder(URI.create(server + "/v1/enrol"))
            .version(HttpClient.Version.HTTP_1_1)
            .timeout(EXCHANGE)
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + request.token())
            .POST(HttpRequest.BodyPublishers.ofByteArray(Wire.write(request)))
            .build();
    try {
      HttpResponse<byte[]> reply =
          http.send(post, BodyHandlers.limiting(BodyHandlers.ofByteArray(), REPLY_BYTES_MAX));
      if (reply.statusCode() == OK) {
        return new Result.Enrolled(Wire.readEnrolmentAnswer(reply.body()));
      }
      return reply.statusCode() >= SERVER_ERROR
          ? new Result.Away("status " + reply.statusCode())
          : new Result.Refused(reply.statusCode(), Wire.readProblem(reply.body()));
    } catch (Unreadable other) {
      return new Result.Refused(OK, "what answers there is no Plumbline server");
    } catch (IOException away) {
      return new Result.Away(Unreachable.why(away));
    }
  }
}
