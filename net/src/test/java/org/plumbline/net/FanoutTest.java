package org.plumbline.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class FanoutTest {
  @Test
  void resultsComeInTheOrderOfTheTasks() {
    var second = new CountDownLatch(1);
    List<Callable<String>> tasks =
        List.of(
            () -> {
              second.await();
              return "a";
            },
            () -> {
              second.countDown();
              return "b";
            });
    assertThat(Fanout.all(tasks, Deadline.after(Duration.ofSeconds(10)))).containsExactly("a", "b");
  }

  @Test
  void aTaskThatHangsIsLeftOutAtTheDeadline() {
    var never = new CountDownLatch(1);
    List<Callable<String>> tasks =
        List.of(
            () -> "a",
            () -> {
              never.await();
              return "b";
            });
    assertThat(Fanout.all(tasks, Deadline.after(Duration.ofMillis(200)))).containsExactly("a");
  }

  @Test
  void aTaskThatThrowsIsOurBug() {
    List<Callable<String>> tasks =
        List.of(() -> {
          throw new IllegalArgumentException("ours");
        });
    assertThatThrownBy(() -> Fanout.all(tasks, Deadline.after(Duration.ofSeconds(10))))
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("ours");
  }
}
