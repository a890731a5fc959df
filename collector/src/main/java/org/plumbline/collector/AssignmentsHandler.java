package org.plumbline.collector;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.Optional;
import org.plumbline.access.Access;
import org.plumbline.access.Problem;
import org.plumbline.access.Refused;
import org.plumbline.model.Assignment;
import org.plumbline.store.Directory;
import org.plumbline.store.Tokens;
import org.plumbline.wire.Wire;

/** {@code GET /v1/assignments}: work out, by long poll. */
final class AssignmentsHandler {
  private static final Duration WAIT_MAX = Duration.ofSeconds(60);
  private static final long NO_VERSION = -1;

  private final Directory directory;
  private final Assignments assignments;
  private final Access access;
  private final Tokens tokens;

  AssignmentsHandler(Directory directory, Assignments assignments, Access access, Tokens tokens) {
    this.directory = directory;
    this.assignments = assignments;
    this.access = access;
    this.tokens = tokens;
  }

  void handle(ServerRequest request, ServerResponse response) throws Refused, InterruptedException {
    Reporter reporter = new Reporter(access.reporter(request), tokens);
    String vantage = request.query().first("vantage").orElse("");
    if (directory.vantage(vantage).isEmpty()) {
      throw new Refused(
          new Problem(
              Status.NOT_FOUND_404, "vantage '" + vantage + "' is unknown: post its record first"));
    }
    if (!reporter.mayReport(vantage)) {
      throw new Refused(
          new Problem(Status.FORBIDDEN_403, "vantage " + vantage + " belongs to another token"));
    }
    long version = number(request, "version", NO_VERSION);
    Duration wait = Duration.ofMillis(number(request, "waitMs", 0));
    Optional<Assignment> assignment =
        assignments.after(version, wait.compareTo(WAIT_MAX) < 0 ? wait : WAIT_MAX);
    if (assignment.isEmpty()) {
      response.status(Status.NOT_MODIFIED_304).send();
      return;
    }
    response
        .header(HeaderNames.CONTENT_TYPE, "application/json")
        .send(Wire.write(assignment.get()));
  }

  private static long number(ServerRequest request, String name, long otherwise) throws Refused {
    String text = request.query().first(name).orElse("");
    if (text.isEmpty()) {
      return otherwise;
    }
    if (!text.matches("[0-9]{1,18}")) {
      throw new Refused(
          new Problem(Status.BAD_REQUEST_400, name + " must be a whole number from 0"));
    }
    return Long.parseLong(text);
  }
}
