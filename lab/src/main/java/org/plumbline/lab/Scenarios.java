package org.plumbline.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The scenarios that are built in: each is nothing but its file. */
public final class Scenarios {
  private static final String FOLDER = "scenarios/";

  private Scenarios() {}

  /** The text of every built-in file, by name, in the order in which they are listed. */
  public static Map<String, String> builtIn() {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : List.of(read("index.txt").strip().split("\\s+"))) {
      texts.put(name, read(name + ".yaml"));
    }
    return Collections.unmodifiableMap(texts);
  }

  private static String read(String file) {
    try (InputStream in = Scenarios.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new IllegalStateException("not built in: " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
