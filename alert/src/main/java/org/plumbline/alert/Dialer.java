package org.plumbline.alert;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.plumbline.net.AddressPolicy;
import org.plumbline.net.Deadline;
import org.plumbline.net.Endpoint;
import org.plumbline.net.Network;
import org.plumbline.net.SystemNetwork;

/**
 * The way to a receiver, and the guard on it: a server that sends where a configuration says could
 * be used to reach what only it can reach. A name is looked up once, all its addresses are checked,
 * and the connection goes to one of those; nothing looks the name up again.
 */
final class Dialer {
  private static final int ADDRESSES_TRIED_MAX = 4;

  private final HostNames names;
  private final AddressPolicy policy;
  private final Network network;
  private final SSLSocketFactory tls;

  /**
   * @param policy where a receiver may be
   * @param tls by which receivers are believed
   */
  Dialer(HostNames names, AddressPolicy policy, SSLSocketFactory tls) {
    this.names = names;
    this.policy = policy;
    this.network = new SystemNetwork(policy);
    this.tls = tls;
  }

  SSLSocketFactory tls() {
    return tls;
  }

  /**
   * Connects to a host.
   *
   * @return a socket whose remote address carries {@code host} as its name, so that no one who asks
   *     for it looks it up
   * @throws IOException when the name has no address, one of its addresses is not allowed, or none
   *     answers
   */
  Socket connect(String host, int port, Deadline deadline) throws IOException {
    IOException last = new SocketTimeoutException("Connect timed out");
    for (Endpoint endpoint : allowed(host, port)) {
      if (deadline.passed()) {
        break;
      }
      try {
        Socket socket = network.connect(endpoint, deadline.remaining());
        socket.setSoTimeout(Math.max(1, deadline.socketMillis()));
        return socket;
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }

  /** The endpoints of a host; one that is not allowed forbids the name as a whole. */
  private List<Endpoint> allowed(String host, int port) throws IOException {
    List<Endpoint> endpoints = new ArrayList<>();
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    for (InetAddress address : names.addresses(bare)) {
      Endpoint endpoint = new Endpoint(InetAddress.getByAddress(bare, address.getAddress()), port);
      Optional<String> refusal = policy.refusal(endpoint);
      if (refusal.isPresent()) {
        throw new IOException(
            "%s is at %s, which is %s: alerts.allowPrivate does not hold it"
                .formatted(bare, address.getHostAddress(), refusal.get()));
      }
      endpoints.add(endpoint);
    }
    return endpoints.subList(0, Math.min(ADDRESSES_TRIED_MAX, endpoints.size()));
  }

  /** Speaks TLS on a connection to a host, which must show a certificate for that name. */
  SSLSocket secure(Socket socket, String host, int port) throws IOException {
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    SSLSocket secured = (SSLSocket) tls.createSocket(socket, bare, port, true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }
}
