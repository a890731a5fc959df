package org.plumbline.alert;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A receiver that knows nothing of ours: it verifies by the published rules of Standard Webhooks,
 * written here a second time, and answers as it is told.
 */
final class WebhookReceiver implements AutoCloseable {
  static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(KEY);

  /** What one POST held. */
  record Post(String path, String id, long timestamp, String body, boolean genuine) {}

  /** What to answer with: a status and a header. */
  record Answer(int status, String header, String value) {
    Answer(int status) {
      this(status, "Server", "test");
    }
  }

  final BlockingQueue<Post> posts = new LinkedBlockingQueue<>();
  final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  volatile Runnable beforeAnswer = () -> {};
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private WebhookReceiver(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/", this::take);
    server.start();
  }

  static WebhookReceiver plain() throws IOException {
    return new WebhookReceiver(HttpServer.create(Loopback.anyPort(), 0));
  }

  static WebhookReceiver secured(String name) throws IOException {
    HttpsServer server = HttpsServer.create(Loopback.anyPort(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(Loopback.server(name)));
    return new WebhookReceiver(server);
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void take(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
    String id = headers.getOrDefault("webhook-id", "");
    String timestamp = headers.getOrDefault("webhook-timestamp", "0");
    String text = new String(body, StandardCharsets.UTF_8);
    boolean genuine =
        exchange.getRequestMethod().equals("POST")
            && "application/json".equals(headers.get("Content-Type"))
            && verifies(id, timestamp, text, headers.getOrDefault("webhook-signature", ""));
    posts.add(
        new Post(
            exchange.getRequestURI().toString(), id, Long.parseLong(timestamp), text, genuine));
    beforeAnswer.run();
    Answer answer = answers.poll();
    if (answer == null) {
      exchange.sendResponseHeaders(204, -1);
    } else {
      exchange.getResponseHeaders().add(answer.header(), answer.value());
      exchange.sendResponseHeaders(answer.status(), -1);
    }
    exchange.close();
  }

  /** "The signature scheme": any of the space-separated {@code v1,BASE64} must be the HMAC. */
  private static boolean verifies(String id, String timestamp, String body, String signatures) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
      byte[] signed =
          mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
      String expected = "v1," + Base64.getEncoder().encodeToString(signed);
      return !id.isEmpty()
          && !id.contains(".")
          && List.of(signatures.split(" ")).contains(expected);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The next post; waits for it. */
  Post next() throws InterruptedException {
    @Nullable Post post = posts.poll(30, TimeUnit.SECONDS);
    if (post == null) {
      throw new AssertionError("nothing was posted");
    }
    return post;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
