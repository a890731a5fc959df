package org.plumbline.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.plumbline.store.StoreFixture.START;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.model.Entry;
import org.plumbline.store.EntryLine;
import org.plumbline.store.Facts;
import org.plumbline.store.Judged;
import org.plumbline.store.Receipt;
import org.plumbline.store.Store;
import org.plumbline.store.StoreException;
import org.plumbline.store.TestClock;
import org.plumbline.wire.Wire;

/** A folder that is read beside the server that owns it, and what outlives old lines. */
class ReadOnlyTest {
  private static final int ALL = 100;

  private final TestClock clock = new TestClock(START);
  @TempDir Path folder;

  private static EntryLine line(Entry entry) {
    return new EntryLine(entry, Wire.write(entry));
  }

  @Test
  void aFolderIsReadWhileAServerOwnsItAndNothingIsChanged() {
    try (Store owner = EmbeddedStore.open(folder, clock)) {
      owner.log().append(List.of(line(Facts.measurement("home-1", 1, 1))));
      try (Store reader = EmbeddedStore.openToRead(folder, clock)) {
        assertThat(reader.log().read(0, ALL).entries()).hasSize(1);
        owner.log().append(List.of(line(Facts.measurement("home-1", 1, 2))));
        assertThat(reader.log().end()).isEqualTo(1);
        assertThat(reader.log().read(1, ALL).entries()).hasSize(1);
        List<EntryLine> more = List.of(line(Facts.measurement("home-1", 1, 3)));
        assertThatThrownBy(() -> reader.log().append(more)).isInstanceOf(StoreException.class);
      }
      assertThat(owner.log().append(List.of(line(Facts.measurement("home-1", 1, 3)))))
          .containsExactly(Receipt.STORED);
    }
    try (Store reader = EmbeddedStore.openToRead(folder, clock)) {
      assertThat(reader.log().end()).isEqualTo(3);
    }
  }

  @Test
  void aFolderWithoutAStoreIsNamedAndNothingIsMadeInIt() {
    assertThatThrownBy(() -> EmbeddedStore.openToRead(folder, clock))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("log.db is not there");
    assertThat(Files.exists(folder.resolve("log.db"))).isFalse();
  }

  @Test
  void whatIsGoneStaysGoneWhenTheFolderIsOpenedAgain() {
    try (Store store = EmbeddedStore.open(folder, clock)) {
      store.log().append(List.of(line(Facts.measurement("home-1", 1, 3))));
      clock.move(Duration.ofDays(1));
      store.log().append(List.of(line(Facts.measurement("home-1", 1, 4))));
      store.truth().commit(new Judged(1, START, List.of(), List.of(), List.of(), Map.of()));
      assertThat(store.log().forget(clock.instant(), 1, ALL)).isEqualTo(1);
    }
    try (Store store = EmbeddedStore.open(folder, clock)) {
      assertThat(store.log().end()).isEqualTo(2);
      assertThat(store.log().watermark("home-1", 1)).isEqualTo(4);
      assertThat(
              store
                  .log()
                  .append(
                      List.of(
                          line(Facts.measurement("home-1", 1, 2)),
                          line(Facts.measurement("home-1", 1, 5)))))
          .containsExactly(Receipt.DUPLICATE, Receipt.STORED);
    }
  }
}
