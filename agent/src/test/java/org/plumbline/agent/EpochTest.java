package org.plumbline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EpochTest {
  private static final InstantSource CLOCK = () -> Instant.parse("2024-10-01T11:00:00Z");

  @TempDir Path folder;

  @Test
  void everyStartIsOneMoreThanTheLast() throws IOException {
    Path fresh = folder.resolve("data/agent");

    assertThat(Epoch.next(fresh, CLOCK)).isEqualTo(1);
    assertThat(Epoch.next(fresh, CLOCK)).isEqualTo(2);
    assertThat(Epoch.next(fresh, CLOCK)).isEqualTo(3);
  }

  @Test
  void aTornFileNeverGivesAnEpochThatHasBeen() throws IOException {
    int before = Epoch.next(folder, CLOCK);
    Files.writeString(folder.resolve("epoch"), "\0\0\0");

    int after = Epoch.next(folder, CLOCK);

    assertThat(after).isGreaterThan(before + 1_000_000);
    assertThat(Epoch.next(folder, CLOCK)).isEqualTo(after + 1);
  }
}
