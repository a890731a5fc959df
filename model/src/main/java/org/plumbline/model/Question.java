package org.plumbline.model;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** A DNS question; {@code klass} is absent for class IN. */
public record Question(String name, String type, @Nullable String klass) implements Serializable {
  public Question(String name, String type) {
    this(name, type, null);
  }
}
