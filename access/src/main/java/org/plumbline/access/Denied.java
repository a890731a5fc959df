package org.plumbline.access;

import io.helidon.http.Status;

/** A request that may not be served, with what to answer. */
public final class Denied extends Exception {
  private final transient Status status;
  private final String detail;

  Denied(Status status, String detail) {
    super(detail, null, false, false);
    this.status = status;
    this.detail = detail;
  }

  public Status status() {
    return status;
  }

  /** In words, for the one who asked. */
  public String detail() {
    return detail;
  }
}
