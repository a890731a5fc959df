package org.plumbline.net;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * An address and a port; below DNS nothing takes a name.
 *
 * @param port 0 to 65,535
 */
public record Endpoint(InetAddress address, int port) {
  public Endpoint {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be 0 to 65535, was " + port);
    }
  }

  /** The same as the JDK's type, resolved. */
  public InetSocketAddress toSocketAddress() {
    return new InetSocketAddress(address, port);
  }

  @Override
  public String toString() {
    String host = Addresses.format(address);
    return (address instanceof Inet6Address ? "[" + host + "]" : host) + ":" + port;
  }
}
