package org.plumbline.api;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import org.plumbline.access.Problem;

/** The content of an answer; of one to HEAD its length alone (RFC 9110, section 9.3.2). */
final class Content {
  private Content() {}

  static void send(ServerRequest request, ServerResponse response, byte[] content) {
    if (isHead(request)) {
      response.header(HeaderNames.CONTENT_LENGTH, Integer.toString(content.length)).send();
    } else {
      response.send(content);
    }
  }

  /** Why a request is not served. */
  static void send(ServerRequest request, ServerResponse response, Problem problem) {
    send(request, response, problem.begin(response));
  }

  static boolean isHead(ServerRequest request) {
    return request.prologue().method().equals(Method.HEAD);
  }
}
