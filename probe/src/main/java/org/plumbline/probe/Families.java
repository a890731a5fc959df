package org.plumbline.probe;

import java.net.Inet4Address;
import java.net.InetAddress;
import org.plumbline.model.Family;

/** Address families of addresses. */
final class Families {
  private Families() {}

  static Family of(InetAddress address) {
    return address instanceof Inet4Address ? Family.V4 : Family.V6;
  }
}
