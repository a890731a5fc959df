package org.plumbline.alert;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** How the name of a receiver becomes addresses. */
interface HostNames {
  /** By the machine's own resolver; a literal is itself. */
  HostNames SYSTEM = host -> List.of(InetAddress.getAllByName(host));

  List<InetAddress> addresses(String host) throws UnknownHostException;
}
