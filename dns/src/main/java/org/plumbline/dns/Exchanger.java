package org.plumbline.dns;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Code;
import org.plumbline.model.Outcome;
import org.plumbline.net.Deadline;
import org.plumbline.net.Endpoint;
import org.plumbline.net.Network;
import org.plumbline.net.Stopwatch;
import org.plumbline.net.Timed;

/**
 * Puts questions to chosen servers: UDP with one retransmission, TCP after truncation. Safe for use
 * by many threads at once.
 */
public final class Exchanger {
  private static final int UDP_BUFFER_BYTES = 8_192;
  private static final int FOREIGN_PACKETS_MAX = 256;

  /** Share of the wait after which a question that may have been lost is sent again. */
  private static final double RESEND_AT = 0.4;

  private final Network network;
  private final SecureRandom random = new SecureRandom();

  public Exchanger(Network network) {
    this.network = network;
  }

  /**
   * Asks once, whatever happens: never throws for what a server does.
   *
   * @param deadline of the run, which may be earlier than the exchange's own timeout
   */
  public Exchange ask(Endpoint server, Ask ask, Deadline deadline) {
    Stopwatch watch = Stopwatch.start();
    Deadline limit = deadline.orAfter(network.realWait(Network.Wait.OPERATION, ask.timeout()));
    Exchange exchange = attempt(server, ask, true, limit, watch);
    Response response = exchange.response();
    if (response != null && !response.edns() && refusesEdns(response) && !limit.passed()) {
      // RFC 6891 section 7: a server that does not know EDNS says FORMERR, some say NOTIMP.
      Exchange plain = attempt(server, ask, false, limit, watch);
      return plain.response() == null ? exchange : plain;
    }
    return exchange;
  }

  private static boolean refusesEdns(Response response) {
    return response.rcode().equals("FORMERR") || response.rcode().equals("NOTIMP");
  }

  private Exchange attempt(
      Endpoint server, Ask ask, boolean edns, Deadline limit, Stopwatch watch) {
    int id = random.nextInt(1 << Short.SIZE);
    ByteBuffer question;
    try {
      question = ByteBuffer.wrap(Codec.encode(ask, id, edns));
    } catch (IOException e) {
      Outcome never = new Outcome.Inconclusive("no such question: " + e.getMessage());
      return new Exchange(server, ask.question(), ask.transport(), Duration.ZERO, never, null);
    }
    Call call = new Call(server, ask, id, question, limit, watch);
    return switch (ask.transport()) {
      case TCP -> overTcp(call);
      case UDP -> overUdp(call);
    };
  }

  /** What both transports need of one attempt. */
  private record Call(
      Endpoint server, Ask ask, int id, ByteBuffer question, Deadline limit, Stopwatch watch) {
    Exchange ended(Transport transport, Outcome outcome, @Nullable Response response) {
      boolean ranOut =
          outcome instanceof Outcome.Failed failed && failed.failure().code() == Code.TIMEOUT;
      Duration elapsed = ranOut ? ask.timeout() : watch.elapsed();
      return new Exchange(server, ask.question(), transport, elapsed, outcome, response);
    }
  }

  private Exchange overUdp(Call call) {
    DatagramSocket socket;
    try {
      socket = network.openUdp(call.server());
    } catch (IOException e) { // nothing was sent: ours, whatever it is
      Outcome ours = new Outcome.Inconclusive("cannot be asked from here: " + e.getMessage());
      return call.ended(Transport.UDP, ours, null);
    }
    try (socket) {
      Response response = receive(call, socket);
      if (response.truncated()) {
        return afterTruncation(call, response);
      }
      return call.ended(Transport.UDP, DnsFailure.of(response), response);
    } catch (Unreadable e) {
      return call.ended(Transport.UDP, e.outcome(), null);
    } catch (IOException e) {
      return call.ended(Transport.UDP, DnsFailure.of(e), null);
    }
  }

  private static Response receive(Call call, DatagramSocket socket) throws IOException {
    byte[] question = call.question().array();
    DatagramPacket sent = new DatagramPacket(question, question.length);
    long resendNanos = (long) (call.limit().remaining().toNanos() * RESEND_AT);
    Deadline resend = Deadline.after(Duration.ofNanos(resendNanos));
    boolean again = false;
    socket.send(sent);
    DatagramPacket packet = new DatagramPacket(new byte[UDP_BUFFER_BYTES], UDP_BUFFER_BYTES);
    for (int foreign = 0; foreign < FOREIGN_PACKETS_MAX; ) {
      if (call.limit().passed()) {
        break;
      }
      socket.setSoTimeout(Math.max(1, (again ? call.limit() : resend).socketMillis()));
      packet.setLength(UDP_BUFFER_BYTES);
      try {
        socket.receive(packet);
      } catch (SocketTimeoutException e) {
        if (!again) {
          again = true;
          socket.send(sent);
        }
        continue;
      }
      Response response = decode(call, packet.getData(), packet.getLength());
      if (response != null) {
        return response;
      }
      foreign++; // an attacker's guess, or an answer to an earlier question
    }
    throw new SocketTimeoutException("no answer");
  }

  private Exchange afterTruncation(Call call, Response partial) {
    Exchange whole = overTcp(call);
    if (whole.response() != null) {
      return whole;
    }
    String why =
        whole.outcome() instanceof Outcome.Failed failed
            ? String.valueOf(failed.failure().raw())
            : "not to be had";
    Outcome outcome = DnsFailure.failed(Code.TRUNCATED, "truncated, and over TCP: " + why);
    return call.ended(Transport.TCP, outcome, partial);
  }

  private Exchange overTcp(Call call) {
    if (call.limit().passed()) {
      return call.ended(Transport.TCP, DnsFailure.of(new SocketTimeoutException()), null);
    }
    try (Socket socket = network.connect(call.server(), call.limit().remaining())) {
      byte[] question = call.question().array();
      ByteBuffer framed = ByteBuffer.allocate(Short.BYTES + question.length);
      framed.putShort((short) question.length).put(question); // RFC 1035 section 4.2.2
      socket.getOutputStream().write(framed.array());
      DataInputStream in = new DataInputStream(new Timed(socket, call.limit()));
      byte[] answer = new byte[in.readUnsignedShort()];
      in.readFully(answer);
      Response response = decode(call, answer, answer.length);
      if (response == null) {
        Outcome wrong = DnsFailure.failed(Code.MALFORMED, "an answer to another question");
        return call.ended(Transport.TCP, wrong, null);
      }
      return call.ended(Transport.TCP, DnsFailure.of(response), response);
    } catch (Unreadable e) {
      return call.ended(Transport.TCP, e.outcome(), null);
    } catch (IOException e) {
      return call.ended(Transport.TCP, DnsFailure.of(e), null);
    }
  }

  private static @Nullable Response decode(Call call, byte[] bytes, int length) throws Unreadable {
    try {
      return Codec.decode(bytes, length, call.id(), call.ask().question());
    } catch (IOException e) {
      throw new Unreadable(e);
    }
  }

  /** A message that bears our id and is none. */
  private static final class Unreadable extends IOException {
    private static final long serialVersionUID = 1L;

    Unreadable(IOException cause) {
      super(cause.getMessage(), cause);
    }

    Outcome outcome() {
      return DnsFailure.failed(Code.MALFORMED, String.valueOf(getMessage()));
    }
  }
}
