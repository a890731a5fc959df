package org.plumbline.probe;

import java.io.IOException;
import org.plumbline.model.Code;

/** A response that breaks the protocol or a bound of ours. */
final class HttpFault extends IOException {
  private static final long serialVersionUID = 1L;

  private final Code code;

  HttpFault(Code code, String what) {
    super(what);
    this.code = code;
  }

  Code code() {
    return code;
  }
}
