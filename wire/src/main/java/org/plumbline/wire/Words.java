package org.plumbline.wire;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Term;

/** Looks the words of one closed vocabulary up. */
final class Words<T extends Term> {
  private final Map<String, T> byWord = new HashMap<>();

  Words(T[] all) {
    for (T term : all) {
      byWord.put(term.word(), term);
    }
  }

  @Nullable T find(String word) {
    return byWord.get(word);
  }
}
