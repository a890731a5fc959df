package org.plumbline.cli;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code HOST:PORT} where HOST is an address or localhost; port 0 takes any that is free. */
final class ListenAddress implements ITypeConverter<InetSocketAddress> {
  /** As it is typed: {@code 127.0.0.1:8080}, {@code [::1]:8080}. */
  static String write(InetAddress address, int port) {
    String host = address.getHostAddress();
    return (address instanceof Inet6Address ? "[" + host + "]" : host) + ":" + port;
  }

  @Override
  public InetSocketAddress convert(String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon);
    try {
      int port = Integer.parseInt(text.substring(colon + 1));
      InetAddress address =
          host.equals("localhost")
              ? InetAddress.getLoopbackAddress()
              : InetAddress.ofLiteral(host.replaceAll("^\\[|]$", ""));
      return new InetSocketAddress(address, port);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(
          "must be ADDRESS:PORT, such as 127.0.0.1:8080 or [::1]:8080, was " + text);
    }
  }
}
