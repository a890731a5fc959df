package org.plumbline.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Gathers what is wrong with one file while it is read. */
public final class Complaints {
  private final String file;
  private final Set<Complaint> gathered = new LinkedHashSet<>();

  public Complaints(String file) {
    this.file = file;
  }

  /** Notes one; the same complaint twice is one. */
  public void add(int line, String key, String value, String rule) {
    gathered.add(new Complaint(file, line, key, value, rule));
  }

  public boolean isEmpty() {
    return gathered.isEmpty();
  }

  /** Ends the reading: all that was gathered, in the order of lines. */
  public void throwIfAny() throws ConfigException {
    if (gathered.isEmpty()) {
      return;
    }
    List<Complaint> sorted = new ArrayList<>(gathered);
    sorted.sort(Comparator.comparingInt(Complaint::line));
    throw new ConfigException(sorted);
  }
}
