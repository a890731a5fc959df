package org.plumbline.dns;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.plumbline.model.Answer;

/** CNAME chains within an answer section (RFC 1034 section 3.6.2). */
public final class Aliases {
  private Aliases() {}

  /**
   * The name at the end of the chain that begins at {@code name}; the name itself without one. A
   * chain that bites its tail ends where it would repeat.
   */
  public static String end(String name, List<Answer> answers) {
    Set<String> seen = new HashSet<>();
    String at = name;
    while (seen.add(at)) {
      String here = at;
      at =
          answers.stream()
              .filter(answer -> answer.name().equals(here) && answer.type().equals("CNAME"))
              .map(Answer::data)
              .findFirst()
              .orElse(here);
    }
    return at;
  }
}
