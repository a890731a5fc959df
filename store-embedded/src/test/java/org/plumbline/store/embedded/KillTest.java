package org.plumbline.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.model.Logged;
import org.plumbline.model.Measurement;
import org.plumbline.store.LogPage;
import org.plumbline.store.Store;

/** A process that is killed loses nothing that it acknowledged, and doubles nothing. */
class KillTest {
  private static final int KILLS = 5;
  private static final int ACKNOWLEDGEMENTS_MAX = 60;
  private static final int PAGE = 500;
  private static final Pattern SAID = Pattern.compile("(log|truth) ([0-9]+)");

  @TempDir Path folder;
  private long acknowledged;
  private long committed;

  @Test
  void nothingAcknowledgedIsLostAndNothingStandsTwice() throws Exception {
    long seed = 20241001;
    Random random = new Random(seed);
    for (int kill = 1; kill <= KILLS; kill++) {
      appendAndKill(1 + random.nextInt(ACKNOWLEDGEMENTS_MAX));
      check("kill " + kill + " of seed " + seed);
    }
  }

  private void appendAndKill(int acknowledgements) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                AppendUntilKilled.class.getName(),
                folder.toString(),
                // Sends again the last batch, as an agent does that did not see the answer.
                Long.toString(Math.max(1, acknowledged - 5)))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
      for (int i = 0; i < acknowledgements; i++) {
        note(said.readLine());
      }
      process.toHandle().destroyForcibly(); // SIGKILL; what it said before can still be read
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        note(line);
      }
    }
    process.waitFor();
  }

  private void note(String line) {
    Matcher matcher = SAID.matcher(line);
    if (!matcher.matches()) {
      return; // cut short by the kill
    }
    long number = Long.parseLong(matcher.group(2));
    if (matcher.group(1).equals("log")) {
      acknowledged = Math.max(acknowledged, number);
    } else {
      committed = Math.max(committed, number);
    }
  }

  private void check(String occasion) {
    try (Store store = EmbeddedStore.open(folder, InstantSource.system())) {
      Set<String> ids = new HashSet<>();
      Instant last = Instant.EPOCH;
      LogPage page = store.log().read(0, PAGE);
      while (!page.entries().isEmpty()) {
        for (Logged logged : page.entries()) {
          assertThat(logged.receivedAt()).as(occasion).isAfterOrEqualTo(last);
          last = logged.receivedAt();
          if (logged.entry() instanceof Measurement measurement) {
            assertThat(ids.add(measurement.id())).as("%s: %s once", occasion, measurement).isTrue();
          }
        }
        page = store.log().read(page.next(), PAGE);
      }
      for (long sequence = 1; sequence <= acknowledged; sequence++) {
        assertThat(ids).as(occasion).contains("home-1:1:" + sequence);
      }
      assertThat(store.log().watermark("home-1", 1)).as(occasion).isEqualTo(ids.size());
      assertThat(store.truth().cursor()).as(occasion).isBetween(committed, store.log().end());
      assertThat(store.incidents().newest(Long.toString(store.truth().cursor()))).isPresent();
      assertThat(store.outbox().undelivered(0, Integer.MAX_VALUE))
          .as(occasion)
          .hasSize((int) store.incidents().lastChange());
    }
  }
}
