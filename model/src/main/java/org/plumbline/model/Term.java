package org.plumbline.model;

/** A word of a closed vocabulary, spelt as in the data formats. */
public interface Term {
  /** The word as it is written in a record, such as {@code name_mismatch}. */
  String word();
}
