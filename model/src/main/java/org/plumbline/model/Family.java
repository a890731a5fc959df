package org.plumbline.model;

/** An address family. */
public enum Family {
  V4(4),
  V6(6);

  private final int number;

  Family(int number) {
    this.number = number;
  }

  /** 4 or 6, as records write it. */
  public int number() {
    return number;
  }
}
