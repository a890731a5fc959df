package org.plumbline.model;

import java.io.Serializable;

/** How one network operation ended. */
public sealed interface Outcome extends Serializable {
  /** It gave what was asked for; whether that is right is judged elsewhere. */
  record Ok() implements Outcome {}

  record Failed(Failure failure) implements Outcome {}

  /** It could not be made, for a reason on our own side: no vote, no failure. */
  record Inconclusive(String reason) implements Outcome {}

  default boolean ok() {
    return this instanceof Ok;
  }
}
