package org.plumbline.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plumbline.model.Category;
import org.plumbline.model.Incident;
import org.plumbline.model.Severity;

final class NewsTest {
  private final Stories story = Stories.one();
  private final Incident told = story.next();

  @Test
  void grownNumbersAreNoNews() {
    story.failing = List.of("home-1", "home-2", "home-3");
    story.severity = Severity.GLOBAL;
    assertThat(News.between(told, story.next())).isFalse();
  }

  @Test
  void anotherStateCauseServiceOrScopeIsNews() {
    story.state = Incident.State.RECOVERING;
    assertThat(News.between(told, story.next())).isTrue();

    story.state = Incident.State.OPEN;
    story.category = Category.CDN_EDGE_FAILURE;
    assertThat(News.between(told, story.next())).isTrue();

    story.category = Category.DNS_AUTHORITATIVE_WRONG_DATA;
    story.services = List.of("bank", "shop");
    assertThat(News.between(told, story.next())).isTrue();

    story.services = List.of("shop");
    story.pattern = Map.of();
    assertThat(News.between(told, story.next())).isTrue();
  }
}
