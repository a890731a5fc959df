package org.plumbline.store;

import java.util.Optional;

/** Small facts of the installation that a process remembers, by name. */
public interface Settings {
  Optional<String> get(String name);

  void put(String name, String value);
}
