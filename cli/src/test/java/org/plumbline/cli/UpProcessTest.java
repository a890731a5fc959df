package org.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code plumb up} as processes of their own. Nothing is sent beyond loopback. */
@Timeout(120)
final class UpProcessTest {
  private static final String AT = "Plumbline is at ";

  @TempDir private Path folder;

  /** A configuration that asks nobody elsewhere. */
  private Path alone() throws IOException {
    int nobody;
    try (DatagramSocket free = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
      nobody = free.getLocalPort();
    }
    return Files.writeString(
        folder.resolve("plumbline.yaml"),
        """
        catalogue: none
        anchors: ["127.0.0.1:%1$d"]
        mustFail: ["127.0.0.1:%1$d"]
        resolvers: [{id: none, address: "127.0.0.1@%1$d"}]
        """
            .formatted(nobody));
  }

  private Process up(Path config, String... options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Plumb.class.getName(),
                "up",
                "--config",
                config.toString(),
                "--data",
                folder.resolve("data").toString(),
                "--listen",
                "127.0.0.1:0"));
    command.addAll(List.of(options));
    return new ProcessBuilder(command).start();
  }

  private static String err(Process process) throws Exception {
    String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return said;
  }

  private static int post(HttpClient client, URI server, String token, String line)
      throws Exception {
    return client
        .send(
            HttpRequest.newBuilder(server.resolve("/v1/measurements"))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(line))
                .build(),
            BodyHandlers.ofString())
        .statusCode();
  }

  @Test
  void aSecondServerOnTheSameFolderIsRefusedAndTheFirstGoesOn() throws Exception {
    Path config = alone();
    Process first = up(config);
    try (BufferedReader said = first.inputReader(StandardCharsets.UTF_8);
        HttpClient client = HttpClient.newHttpClient()) {
      URI server = null;
      String token = null;
      for (String line = said.readLine(); token == null && line != null; line = said.readLine()) {
        server = line.startsWith(AT) ? URI.create(line.substring(AT.length())) : server;
        token = line.startsWith("Admin token") ? line.replaceFirst(".*: ", "") : null;
      }
      assertThat(server).isNotNull();
      assertThat(token).isNotNull();
      String vantage = "{\"kind\":\"vantage\",\"id\":\"home-1\",\"families\":[4],\"resolvers\":[]}";
      assertThat(post(client, server, token, vantage)).isEqualTo(200);

      Process second = up(config);
      assertThat(err(second))
          .startsWith("plumb: the data folder " + folder.resolve("data").toAbsolutePath())
          .contains("is in use by another server (process " + first.pid() + ")")
          .doesNotContain("\tat ");
      assertThat(second.exitValue()).isEqualTo(ExitStatus.FAULT);

      assertThat(post(client, server, token, vantage)).isEqualTo(200);
    } finally {
      first.destroy();
      assertThat(first.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(first.exitValue()).isZero();
    Path out = folder.resolve("out.jsonl");
    assertThat(
            Ran.plumb("export", "--data", folder.resolve("data") + "", "--out", out + "").status())
        .isZero();
    assertThat(Files.readString(out)).contains("\"id\":\"home-1\"");
  }

  @Test
  void aWrongConfigurationIsRefusedBeforeAnythingIsMade() throws Exception {
    Path wrong =
        Files.writeString(folder.resolve("wrong.yaml"), "listen: 127.0.0.1:0\ncolour: blue\n");
    Process process = up(wrong);
    assertThat(err(process))
        .startsWith(
            "plumb: the configuration is refused:\n" + wrong + ":2: colour is not known here")
        .doesNotContain("\tat ");
    assertThat(process.exitValue()).isEqualTo(ExitStatus.WRONG_USAGE);
    assertThat(folder.resolve("data")).doesNotExist();
  }
}
