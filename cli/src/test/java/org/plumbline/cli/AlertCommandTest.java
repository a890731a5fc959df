package org.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AlertCommandTest {
  private static final String SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

  private final AtomicInteger posts = new AtomicInteger();
  private final HttpServer receiver;
  @TempDir Path folder;

  AlertCommandTest() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          posts.incrementAndGet();
          exchange.sendResponseHeaders(
              exchange.getRequestURI().getPath().equals("/bad") ? 500 : 204, -1);
          exchange.close();
        });
  }

  @BeforeEach
  void start() throws IOException {
    receiver.start();
    Files.writeString(folder.resolve("ops.secret"), SECRET);
  }

  @AfterEach
  void stop() {
    receiver.stop(0);
  }

  private Ran test(String allowed, String... channel) throws IOException {
    Path file = folder.resolve("plumbline.yaml");
    Files.writeString(
        file,
        """
        listen: 127.0.0.1:8080
        alerts:
          channels:
            - {id: ops, kind: webhook, url: "http://127.0.0.1:%1$d/", secret: {file: ops.secret}}
            - {id: bad, kind: webhook, url: "http://127.0.0.1:%1$d/bad", secret: {file: ops.secret}}
          allowPrivate: [%2$s]
        """
            .formatted(receiver.getAddress().getPort(), allowed));
    String[] arguments = new String[4 + channel.length];
    System.arraycopy(channel, 0, arguments, 4, channel.length);
    arguments[0] = "alert";
    arguments[1] = "test";
    arguments[2] = "--config";
    arguments[3] = file.toString();
    return Ran.plumb(arguments);
  }

  @Test
  void aTestGoesThroughTheChannelNamed() throws IOException {
    Ran ran = test("127.0.0.0/8", "ops");
    assertThat(ran).isEqualTo(new Ran(ExitStatus.OK, "ops: arrived\n", ""));
    assertThat(posts).hasValue(1);
  }

  @Test
  void withoutANameItGoesThroughAllAndSaysWhichFailed() throws IOException {
    Ran ran = test("127.0.0.0/8");
    assertThat(ran.status()).isEqualTo(ExitStatus.FAULT);
    assertThat(ran.out()).isEqualTo("ops: arrived\nbad: did not arrive: answered 500\n");
  }

  @Test
  void theGuardIsOnUnlessTheFileSaysOtherwise() throws IOException {
    Ran ran = test("", "ops");
    assertThat(ran.status()).isEqualTo(ExitStatus.FAULT);
    assertThat(ran.out()).contains("127.0.0.1, which is loopback", "alerts.allowPrivate");
    assertThat(posts).hasValue(0);
  }

  @Test
  void aChannelThatIsNotThereIsSaid() throws IOException {
    Ran ran = test("127.0.0.0/8", "pager");
    assertThat(ran.status()).isEqualTo(ExitStatus.WRONG_USAGE);
    assertThat(ran.err()).contains("no channel pager").contains("there: ops, bad");
  }

  @Test
  void aWrongFileIsRefusedWithLineAndRule() throws IOException {
    Ran ran = test("everywhere", "ops");
    assertThat(ran.status()).isEqualTo(ExitStatus.WRONG_USAGE);
    assertThat(ran.err()).contains("plumbline.yaml:6: alerts.allowPrivate must be address blocks");
  }
}
