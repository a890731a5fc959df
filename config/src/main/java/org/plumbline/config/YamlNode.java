package org.plumbline.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A node of a YAML file that remembers its line. */
public sealed interface YamlNode {
  /** Counted from 1. */
  int line();

  /**
   * A single value.
   *
   * @param block written as a block ({@code |}), whose text begins on the next line
   * @param quoted text even when it reads like something else
   */
  record Scalar(int line, String text, boolean block, boolean quoted) implements YamlNode {
    /** An unquoted {@code null}, {@code ~} or nothing at all. */
    public boolean isNull() {
      return !quoted && !block && (text.isEmpty() || text.equals("null") || text.equals("~"));
    }
  }

  /** A sequence. */
  record Sequence(int line, List<YamlNode> items) implements YamlNode {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /**
   * A mapping, in the order of the file.
   *
   * @param keyLines the line of each key
   */
  record Mapping(int line, Map<String, YamlNode> entries, Map<String, Integer> keyLines)
      implements YamlNode {
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
      keyLines = Map.copyOf(keyLines);
    }

    /**
     * This mapping with another laid over it: mappings merge, other values replace, null removes.
     */
    public Mapping patchedWith(Mapping patch) {
      Map<String, YamlNode> merged = new LinkedHashMap<>(entries);
      Map<String, Integer> lines = new LinkedHashMap<>(keyLines);
      patch.entries.forEach((key, value) -> {
        YamlNode before = merged.get(key);
        if (value instanceof Scalar scalar && scalar.isNull()) {
          merged.remove(key);
        } else if (before instanceof Mapping old && value instanceof Mapping change) {
          merged.put(key, old.patchedWith(change));
        } else {
          merged.put(key, value);
        }
      });
      lines.putAll(patch.keyLines);
      return new Mapping(line, merged, lines);
    }
  }
}
