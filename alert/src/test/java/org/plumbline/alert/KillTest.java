package org.plumbline.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.store.Store;
import org.plumbline.store.embedded.EmbeddedStore;

/** A process that is killed tells of everything all the same, each time under the same id. */
final class KillTest {
  private static final int KILLS = 4;
  private static final int INCIDENTS = 60;
  private static final int POSTS_BETWEEN_KILLS_MAX = 12;
  private static final int PAGE = 1_000;

  @TempDir Path folder;

  @Test
  void everyAlertArrivesAndOnlyWhatWasOnItsWayArrivesTwice() throws Exception {
    long seed = 20241001;
    Random random = new Random(seed);
    try (WebhookReceiver receiver = WebhookReceiver.plain()) {
      for (int kill = 0; kill < KILLS; kill++) {
        killAfter(1 + random.nextInt(POSTS_BETWEEN_KILLS_MAX), receiver);
      }
      List<WebhookReceiver.Post> posts = new ArrayList<>();
      Process last = start(receiver);
      while (posts.stream().map(WebhookReceiver.Post::id).distinct().count() < INCIDENTS) {
        posts.add(receiver.next());
      }
      last.getOutputStream().close();
      assertThat(last.waitFor()).isZero();
      receiver.posts.drainTo(posts);

      assertThat(posts).as("seed " + seed).allSatisfy(it -> assertThat(it.genuine()).isTrue());
      assertThat(posts.stream().map(WebhookReceiver.Post::id).distinct()).hasSize(INCIDENTS);
      assertThat(posts).hasSizeBetween(INCIDENTS, INCIDENTS + KILLS);
    }
    try (Store store = EmbeddedStore.open(folder, InstantSource.system())) {
      assertThat(store.deliveries().undelivered(Long.MAX_VALUE, PAGE)).isEmpty();
      assertThat(store.outbox().undelivered(0, PAGE)).isEmpty();
      assertThat(store.deliveries().last()).isEqualTo(INCIDENTS);
    }
  }

  /** Kills a process when the receiver has a message, and the process does not know yet. */
  private void killAfter(int posts, WebhookReceiver receiver) throws Exception {
    AtomicInteger left = new AtomicInteger(posts);
    CompletableFuture<Process> started = new CompletableFuture<>();
    receiver.beforeAnswer =
        () -> {
          if (left.decrementAndGet() == 0) {
            started.join().toHandle().destroyForcibly(); // SIGKILL
          }
        };
    Process process = start(receiver);
    started.complete(process);
    process.waitFor();
    receiver.beforeAnswer = () -> {};
  }

  private Process start(WebhookReceiver receiver) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            AlertUntilKilled.class.getName(),
            folder.toString(),
            Integer.toString(receiver.port()),
            Integer.toString(INCIDENTS))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
