package org.plumbline.engine.diagnose;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Small pieces of sentences. */
public final class Words {
  private static final int NAMED_MAX = 4;
  private static final String[] NUMBERS = {
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve"
  };

  private Words() {}

  /** "a", "a and b", "a, b and c", "a, b, c and 9 more". */
  public static String list(Collection<String> things) {
    List<String> all = new ArrayList<>(things);
    int more = Math.max(0, all.size() - NAMED_MAX);
    List<String> named = new ArrayList<>(all.subList(0, all.size() - more));
    if (more > 0) {
      named.add(more + " more");
    }
    if (named.size() <= 1) {
      return String.join("", named);
    }
    return String.join(", ", named.subList(0, named.size() - 1)) + " and " + named.getLast();
  }

  /** "two name servers". */
  public static String count(int number, String thing) {
    String written =
        number >= 0 && number < NUMBERS.length ? NUMBERS[number] : String.valueOf(number);
    return written + " " + thing + (number == 1 ? "" : "s");
  }
}
