package org.plumbline.model;

import org.jspecify.annotations.Nullable;

/** A DNS question; {@code klass} is absent for class IN. */
public record Question(String name, String type, @Nullable String klass) {
  public Question(String name, String type) {
    this(name, type, null);
  }
}
