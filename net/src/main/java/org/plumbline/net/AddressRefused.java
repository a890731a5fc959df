package org.plumbline.net;

import java.io.IOException;

/** Our own policy forbids the address: nothing was sent, and nothing is known of the target. */
public final class AddressRefused extends IOException {
  private static final long serialVersionUID = 1L;

  public AddressRefused(Endpoint remote, String what) {
    super("address policy: " + Addresses.format(remote.address()) + " is " + what);
  }
}
