package org.plumbline.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of a file while it is read, key by key. A wrong or missing value is a complaint and
 * gives a harmless placeholder, so that reading goes on; {@link #done} refuses keys that nobody
 * asked for.
 */
public final class Section {
  /** One line of a text block, with its place in the file. */
  public record Line(int number, String text) {}

  private final Complaints complaints;
  private final String path;
  private final YamlNode.Mapping mapping;
  private final Set<String> asked = new HashSet<>();

  private Section(Complaints complaints, String path, YamlNode.Mapping mapping) {
    this.complaints = complaints;
    this.path = path;
    this.mapping = mapping;
  }

  /** The whole file. */
  public static Section root(YamlNode.Mapping mapping, Complaints complaints) {
    return new Section(complaints, "", mapping);
  }

  /** Where the section begins. */
  public int line() {
    return mapping.line();
  }

  public boolean has(String key) {
    return mapping.entries().containsKey(key);
  }

  /** Whether the value of a key is a section of its own. */
  public boolean hasMapping(String key) {
    return mapping.entries().get(key) instanceof YamlNode.Mapping;
  }

  public Set<String> keys() {
    return mapping.entries().keySet();
  }

  /** Complains about a key of this section. */
  public void complain(String key, String rule) {
    YamlNode node = mapping.entries().get(key);
    String value = node instanceof YamlNode.Scalar scalar && !scalar.block() ? scalar.text() : "";
    complaints.add(lineOf(key), under(key), value, rule);
  }

  /** Complains about one line of a block of this section. */
  public void complain(String key, Line line, String rule) {
    complaints.add(line.number(), under(key), line.text().strip(), rule);
  }

  /** Complains about one value of this section, such as an item of a list. */
  public void complain(String key, String value, String rule) {
    complaints.add(lineOf(key), under(key), value, rule);
  }

  /** Required text. */
  public String text(String key) {
    return value(key, null, "", Optional::of, "must be text");
  }

  /** Text, or what stands when the key is absent. */
  public String text(String key, String fallback) {
    return value(key, fallback, "", Optional::of, "must be text");
  }

  public Optional<String> textIfAny(String key) {
    asked.add(key);
    return has(key) ? Optional.of(text(key)) : Optional.empty();
  }

  /** A value of any form: the form is a parser and a rule in words. */
  public <T> T value(
      String key,
      @Nullable T fallback,
      T placeholder,
      Function<String, Optional<T>> form,
      String rule) {
    asked.add(key);
    YamlNode node = mapping.entries().get(key);
    if (node == null) {
      if (fallback != null) {
        return fallback;
      }
      complaints.add(mapping.line(), under(key), "", "is required and " + rule);
      return placeholder;
    }
    if (!(node instanceof YamlNode.Scalar scalar) || scalar.isNull()) {
      complain(key, rule);
      return placeholder;
    }
    Optional<T> parsed = form.apply(scalar.text());
    if (parsed.isEmpty()) {
      complain(key, rule);
    }
    return parsed.orElse(placeholder);
  }

  /** A duration within bounds; required when {@code fallback} is null. */
  public Duration duration(String key, @Nullable Duration fallback, Duration min, Duration max) {
    return value(
        key,
        fallback,
        min,
        text -> Quantity.duration(text).filter(d -> d.compareTo(min) >= 0 && d.compareTo(max) <= 0),
        "must be a duration such as 60s, 5m or 30d, from " + words(min) + " to " + words(max));
  }

  /** A whole number within bounds; required when {@code fallback} is null. */
  public long integer(String key, @Nullable Long fallback, long min, long max) {
    return value(
        key,
        fallback,
        min,
        text -> number(text).filter(n -> n >= min && n <= max),
        "must be a whole number from " + min + " to " + max);
  }

  /** A decimal number within bounds; required when {@code fallback} is null. */
  public double decimal(String key, @Nullable Double fallback, double min, double max) {
    return value(
        key,
        fallback,
        min,
        text -> decimal(text).filter(n -> n >= min && n <= max),
        "must be a number from " + words(min) + " to " + words(max));
  }

  /** A share such as {@code 0.6%}. */
  public double share(String key, double fallback) {
    return value(key, fallback, 0d, Quantity::share, "must be a share such as 0.6%");
  }

  /** A size in bytes within bounds; required when {@code fallback} is null. */
  public long size(String key, @Nullable Long fallback, long min, long max) {
    return value(
        key,
        fallback,
        min,
        text -> Quantity.size(text).filter(n -> n >= min && n <= max),
        "must be a size such as 512, 16kB or 8MiB, from " + min + " to " + max + " bytes");
  }

  public boolean flag(String key, boolean fallback) {
    return value(
        key,
        fallback,
        false,
        text ->
            text.equals("true")
                ? Optional.of(true)
                : text.equals("false") ? Optional.of(false) : Optional.empty(),
        "must be true or false");
  }

  /** A list of texts; a single text is a list of one, an absent key an empty list. */
  public List<String> texts(String key) {
    asked.add(key);
    YamlNode node = mapping.entries().get(key);
    List<String> texts = new ArrayList<>();
    if (node instanceof YamlNode.Scalar scalar && !scalar.isNull()) {
      texts.add(scalar.text());
    } else if (node instanceof YamlNode.Sequence sequence) {
      for (YamlNode item : sequence.items()) {
        if (item instanceof YamlNode.Scalar scalar && !scalar.isNull()) {
          texts.add(scalar.text());
        } else {
          complaints.add(item.line(), under(key), "", "must be a list of texts");
        }
      }
    } else if (node != null) {
      complain(key, "must be a list of texts");
    }
    return List.copyOf(texts);
  }

  /** The lines of a text block that are not blank; an absent key has none. */
  public List<Line> lines(String key) {
    asked.add(key);
    YamlNode node = mapping.entries().get(key);
    List<Line> lines = new ArrayList<>();
    if (node instanceof YamlNode.Scalar scalar) {
      int number = scalar.line() + (scalar.block() ? 1 : 0);
      for (String text : scalar.text().split("\n", -1)) {
        if (!text.isBlank()) {
          lines.add(new Line(number, text));
        }
        number++;
      }
    } else if (node != null) {
      complain(key, "must be a block of text");
    }
    return List.copyOf(lines);
  }

  /** A section below; an absent key is an empty section. */
  public Section section(String key) {
    asked.add(key);
    YamlNode node = mapping.entries().get(key);
    if (node instanceof YamlNode.Mapping below) {
      return new Section(complaints, under(key), below);
    }
    if (node != null && !(node instanceof YamlNode.Scalar scalar && scalar.isNull())) {
      complain(key, "must be a mapping of keys to values");
    }
    return new Section(
        complaints, under(key), new YamlNode.Mapping(lineOf(key), Map.of(), Map.of()));
  }

  /** A section whose keys are names: each with its own section below, in the order of the file. */
  public Map<String, Section> named(String key) {
    Section names = section(key);
    Map<String, Section> sections = new LinkedHashMap<>();
    for (String name : names.keys()) {
      sections.put(name, names.section(name));
    }
    return sections;
  }

  /** A list of sections; an absent key is an empty list. */
  public List<Section> sections(String key) {
    asked.add(key);
    YamlNode node = mapping.entries().get(key);
    List<Section> sections = new ArrayList<>();
    if (node instanceof YamlNode.Sequence sequence) {
      for (YamlNode item : sequence.items()) {
        String place = under(key) + "[" + sections.size() + "]";
        if (item instanceof YamlNode.Mapping below) {
          sections.add(new Section(complaints, place, below));
        } else {
          complaints.add(item.line(), place, "", "must be a mapping of keys to values");
        }
      }
    } else if (node != null) {
      complain(key, "must be a list");
    }
    return sections;
  }

  /** The node itself, for a reader that looks at it again later. */
  public Optional<YamlNode.Mapping> mapping(String key) {
    asked.add(key);
    YamlNode node = mapping.entries().get(key);
    if (node instanceof YamlNode.Mapping below) {
      return Optional.of(below);
    }
    if (node != null) {
      complain(key, "must be a mapping of keys to values");
    }
    return Optional.empty();
  }

  /** Ends the reading of this section: a key that was not asked for is not known. */
  public void done() {
    for (String key : mapping.entries().keySet()) {
      if (!asked.contains(key)) {
        complaints.add(lineOf(key), under(key), "", "is not known here; known: " + sorted(asked));
      }
    }
  }

  private int lineOf(String key) {
    Integer line = mapping.keyLines().get(key);
    return line == null ? mapping.line() : line;
  }

  private String under(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static String sorted(Set<String> keys) {
    return String.join(", ", keys.stream().sorted().toList());
  }

  private static Optional<Long> number(String text) {
    try {
      return Optional.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Double> decimal(String text) {
    try {
      double number = Double.parseDouble(text);
      return Double.isFinite(number) ? Optional.of(number) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static String words(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  private static String words(Duration duration) {
    long seconds = duration.toSeconds();
    if (duration.toMillis() % 1_000 != 0) {
      return duration.toMillis() + "ms";
    }
    if (seconds >= 86_400 && seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds >= 60 && seconds % 60 == 0) {
      return seconds / 60 + "m";
    }
    return seconds + "s";
  }
}
