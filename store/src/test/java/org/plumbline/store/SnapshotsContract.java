package org.plumbline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** How every {@link Snapshots} keeps the newest state. */
public interface SnapshotsContract extends StoreFixture {
  private static String text(Snapshots.Snapshot snapshot) throws IOException {
    try (InputStream in = snapshot.open()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Snapshots.Content content(String text) {
    return to -> to.write(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  default void theNewestStateIsTheOneSavedLast() throws IOException {
    assertThat(store().snapshots().newest()).isEmpty();
    store().snapshots().save(7, content("first"));
    store().snapshots().save(9, content("second"));

    Snapshots.Snapshot newest = store().snapshots().newest().orElseThrow();
    assertThat(newest.cursor()).isEqualTo(9);
    assertThat(text(newest)).isEqualTo("second");
  }

  @Test
  default void aStateThatBreaksOffLeavesTheOneBefore() throws IOException {
    store().snapshots().save(7, content("whole"));
    Snapshots.Content broken =
        to -> {
          to.write(1);
          throw new IOException("the disk is full");
        };
    assertThatThrownBy(() -> store().snapshots().save(9, broken))
        .isInstanceOf(StoreException.class);

    Snapshots.Snapshot newest = store().snapshots().newest().orElseThrow();
    assertThat(newest.cursor()).isEqualTo(7);
    assertThat(text(newest)).isEqualTo("whole");
  }
}
