package org.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * dnsjava, which we use for its messages, registers itself as the resolver of the whole JVM; unless
 * a property enables it, it hands the JDK's own back. Our uplinks and alerts rely on that.
 */
@Timeout(60)
class NamesTest {
  private static final String RESOLVER = "InetAddressResolver ";

  /** Resolves a name in a JVM of its own. */
  static final class Asker {
    private Asker() {}

    public static void main(String[] arguments) throws IOException {
      System.out.println(InetAddress.getByName("localhost").isLoopbackAddress());
    }
  }

  @Test
  void namesAreResolvedByTheJdkItself() throws IOException {
    Process asker =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load",
                "-cp",
                System.getProperty("java.class.path"),
                Asker.class.getName())
            .redirectErrorStream(true)
            .start();
    String said;
    try (var out = asker.getInputStream()) {
      said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
    }
    assertThat(said.lines()).contains("true");
    assertThat(said.lines().filter(line -> line.contains(RESOLVER)))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).contains(" java.net."));
  }
}
