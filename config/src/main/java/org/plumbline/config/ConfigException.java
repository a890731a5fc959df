package org.plumbline.config;

import java.util.List;
import java.util.stream.Collectors;

/** A file that cannot be used as it is; says everything that is wrong with it. */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Complaint> complaints;

  /** One exception for all complaints, in the order of the file. */
  public ConfigException(List<Complaint> complaints) {
    super(complaints.stream().map(Complaint::toString).collect(Collectors.joining("\n")));
    this.complaints = List.copyOf(complaints);
  }

  /** At least one. */
  public List<Complaint> complaints() {
    return complaints;
  }
}
