package org.plumbline.store;

/** The store could not do what was asked (disk full, file damaged); nothing of it was done. */
public class StoreException extends RuntimeException {
  public StoreException(String message) {
    super(message);
  }

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
