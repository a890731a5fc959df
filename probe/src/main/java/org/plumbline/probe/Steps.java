package org.plumbline.probe;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Attempt;
import org.plumbline.model.Check;
import org.plumbline.model.Code;
import org.plumbline.model.Failure;
import org.plumbline.model.Layer;
import org.plumbline.model.Observation;
import org.plumbline.model.Outcome;
import org.plumbline.net.Addresses;
import org.plumbline.net.Deadline;
import org.plumbline.net.Endpoint;
import org.plumbline.net.Network;
import org.plumbline.net.Stopwatch;
import org.plumbline.tls.Certificates;
import org.plumbline.tls.Handshake;

/** The operations below DNS, one observation each. Nothing here takes a name to look up. */
final class Steps {
  private static final List<String> HTTP_ONE = List.of("http/1.1");

  private final Instruments tools;
  private final Check check;
  private final Deadline deadline;

  Steps(Instruments tools, Check check, Deadline deadline) {
    this.tools = tools;
    this.check = check;
    this.deadline = deadline;
  }

  /** A fact, and the connection to go on with; without one the path ends here. */
  record Opened(Observation fact, @Nullable Socket socket) {}

  private Deadline limit(Duration timeout) {
    return deadline.orAfter(tools.network().realWait(Network.Wait.OPERATION, timeout));
  }

  Opened tcp(Endpoint remote, Duration timeout) {
    Stopwatch watch = Stopwatch.start();
    Outcome outcome;
    Socket socket = null;
    try {
      Duration wait = limit(timeout).remaining();
      if (wait.isZero()) {
        throw new SocketTimeoutException("Connect timed out");
      }
      socket = tools.network().connect(remote, wait);
      outcome = new Outcome.Ok();
    } catch (IOException e) {
      outcome = Classifier.tcp(e, !Classifier.unreachable(e) || routable(remote));
    }
    String address = Addresses.format(remote.address());
    Attempt attempt = new Attempt(elapsed(watch, outcome, timeout), outcome);
    return new Opened(new Observation.Tcp(attempt, address, null, remote.port()), socket);
  }

  /** Whether the kernel would know where to send a packet: a UDP socket asks it and sends none. */
  private boolean routable(Endpoint remote) {
    try (DatagramSocket probe = tools.network().openUdp(remote)) {
      return probe.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  Opened tls(Socket connected, InetAddress remote, Target target, Duration timeout) {
    String serverName = target.host();
    Handshake handshake =
        tools
            .secure()
            .client()
            .handshake(connected, serverName, target.web() ? HTTP_ONE : List.of(), limit(timeout));
    String address = Addresses.format(remote);
    return switch (handshake) {
      case Handshake.Broken broken -> {
        Outcome outcome = Classifier.tls(broken.error());
        Duration elapsed = timedOut(outcome) ? timeout : broken.elapsed();
        yield new Opened(
            new Observation.Tls(
                new Attempt(elapsed, outcome),
                address,
                serverName,
                broken.clientCertificate(),
                null,
                null,
                null,
                Certificates.describe(broken.chain()),
                null),
            null);
      }
      case Handshake.Done done -> {
        Outcome outcome = judged(done, serverName);
        SSLSocket socket = done.socket();
        if (!outcome.ok()) {
          close(socket);
        }
        yield new Opened(
            new Observation.Tls(
                new Attempt(done.elapsed(), outcome),
                address,
                serverName,
                done.clientCertificate(),
                done.version(),
                done.cipher(),
                done.alpn(),
                Certificates.describe(done.chain()),
                null),
            outcome.ok() ? socket : null);
      }
    };
  }

  private Outcome judged(Handshake.Done done, String serverName) {
    Optional<Failure> failure =
        tools.secure().judge().judge(done.chain(), serverName, tools.clock().instant());
    if (failure.isPresent()) {
      return new Outcome.Failed(failure.get());
    }
    String pinned = check.expect().certificateSha256();
    boolean other =
        pinned != null && !pinned.equalsIgnoreCase(Certificates.sha256(done.chain().getFirst()));
    return other
        ? Classifier.failed(Layer.TLS, Code.OTHER, "not the expected certificate")
        : new Outcome.Ok();
  }

  /** An exchange, its observation, and where it leads. */
  record Answered(Observation.Http fact, HttpExchange exchange, Optional<Target> next) {}

  Answered http(
      Socket socket,
      InetAddress remote,
      Target target,
      Cookies cookies,
      int redirects,
      Duration timeout) {
    HttpExchange exchange =
        HttpExchange.get(
            socket, target, tools.settings().userAgent(), cookies.give(target), limit(timeout));
    close(socket);
    cookies.take(target, exchange.fields("set-cookie"));
    HttpVerdict verdict = HttpVerdict.of(exchange, target, check.expect(), redirects);
    Duration elapsed = timedOut(verdict.outcome()) ? timeout : exchange.elapsed();
    Observation.Http fact =
        HttpFacts.of(
            new Attempt(elapsed, verdict.outcome()),
            Addresses.format(remote),
            target,
            exchange,
            redirects);
    return new Answered(fact, exchange, verdict.next());
  }

  private static Duration elapsed(Stopwatch watch, Outcome outcome, Duration timeout) {
    return timedOut(outcome) ? timeout : watch.elapsed();
  }

  private static boolean timedOut(Outcome outcome) {
    return outcome instanceof Outcome.Failed failed && failed.failure().code() == Code.TIMEOUT;
  }

  static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      return; // it is gone either way
    }
  }
}
