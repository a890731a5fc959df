package org.plumbline.lab;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** The only two addresses that the lab binds: 127.0.0.1, and ::1 for virtual IPv6 addresses. */
final class Loopback {
  static final InetAddress V4 = InetAddress.ofLiteral("127.0.0.1");
  private static final InetAddress V6 = InetAddress.ofLiteral("::1");

  /** Connections that may wait to be accepted. */
  static final int BACKLOG = 256;

  private final boolean hasV6;

  Loopback() {
    boolean works;
    try (ServerSocket _ = new ServerSocket(0, 1, V6)) {
      works = true;
    } catch (IOException e) {
      works = false;
    }
    hasV6 = works;
  }

  /** Where the virtual address lives; a machine without IPv6 has it all on 127.0.0.1. */
  InetAddress of(InetAddress virtual) {
    return virtual instanceof Inet6Address && hasV6 ? V6 : V4;
  }

  static InetSocketAddress anyPort(InetAddress address) {
    return new InetSocketAddress(address, 0);
  }
}
