package org.plumbline.owners;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What every source of owners keeps to. It knows 192.0.2.0/24 and 2001:db8:1::/48 as AS64500
 * "Example", 198.51.100.0/24 as AS64501 without a name, and nothing else.
 */
interface OwnersContract {
  Owners owners();

  @Test
  default void addressesOfBothFamiliesHaveOwnersUnderTheTextAskedBy() {
    Owner example = new Owner(64500, "Example");
    assertThat(owners().of(Set.of("192.0.2.1", "2001:db8:1::1", "2001:DB8:1:0::1")))
        .isEqualTo(
            Map.of("192.0.2.1", example, "2001:db8:1::1", example, "2001:DB8:1:0::1", example));
  }

  @Test
  default void anOwnerMayHaveNoName() {
    assertThat(owners().of(Set.of("198.51.100.7")))
        .isEqualTo(Map.of("198.51.100.7", new Owner(64501, null)));
  }

  @Test
  default void whatIsNotKnownIsLeftOut() {
    assertThat(owners().of(Set.of("203.0.113.1", "2001:db8:2::1", "192.0.2.1")))
        .containsOnlyKeys("192.0.2.1");
    assertThat(owners().of(Set.of())).isEmpty();
  }

  @Test
  default void whatIsNoAddressHasNoOwner() {
    assertThat(owners().of(Set.of("", "example.com", "192.0.2.0/24", "1.2.3.4.5", "[", "\u0000")))
        .isEmpty();
  }
}
