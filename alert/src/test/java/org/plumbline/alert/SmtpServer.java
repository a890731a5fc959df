package org.plumbline.alert;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A small relay (RFC 5321, RFC 3207, RFC 4954) that refuses where it is told to. */
final class SmtpServer implements AutoCloseable {
  /** How it speaks TLS. */
  enum Security {
    NONE,
    STARTTLS,
    TLS
  }

  /** A mail that came in whole, acknowledged or not. */
  record Mail(String from, List<String> to, String text, boolean secured, String login) {}

  /** The reply that hangs up instead. */
  static final String HANG_UP = "";

  final BlockingQueue<Mail> mails = new LinkedBlockingQueue<>();
  final List<String> commands = new CopyOnWriteArrayList<>();
  private final Map<String, Queue<String>> replies = new ConcurrentHashMap<>();
  private final ServerSocket server = new ServerSocket();
  private final Security security;
  private final SSLContext tls;

  SmtpServer(Security security, String name) throws IOException {
    this.security = security;
    this.tls = Loopback.server(name);
    server.bind(Loopback.anyPort());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Answers the next such command ({@code BANNER} and {@code DOT} are places too) like this. */
  void next(String command, String reply) {
    replies.computeIfAbsent(command, it -> new ConcurrentLinkedQueue<>()).add(reply);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      new Session(security == Security.TLS ? secured(socket) : socket).talk();
    } catch (IOException hungUp) {
      // The client has gone.
    }
  }

  private SSLSocket secured(Socket socket) throws IOException {
    SSLSocket secured =
        (SSLSocket) tls.getSocketFactory().createSocket(socket, "client", socket.getPort(), true);
    secured.setUseClientMode(false);
    secured.startHandshake();
    return secured;
  }

  /** The next mail; waits for it. */
  Mail next() throws InterruptedException {
    @Nullable Mail mail = mails.poll(30, TimeUnit.SECONDS);
    if (mail == null) {
      throw new AssertionError("no mail came; said to us: " + commands);
    }
    return mail;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  /** One connection. */
  private final class Session {
    private Socket socket;
    private BufferedReader in;
    private OutputStream out;
    private String login = "";
    private String from = "";
    private String last = "";
    private final List<String> to = new ArrayList<>();

    Session(Socket socket) throws IOException {
      this.socket = socket;
      this.in = reader(socket);
      this.out = socket.getOutputStream();
    }

    private static BufferedReader reader(Socket socket) throws IOException {
      return new BufferedReader(
          new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    void talk() throws IOException {
      boolean open = reply("BANNER", "220 relay ESMTP");
      for (String line = in.readLine(); open && line != null; line = open ? in.readLine() : null) {
        commands.add(line);
        String verb = line.replaceFirst("[ :].*", "").toUpperCase(Locale.ROOT);
        open =
            switch (verb) {
              case "EHLO" -> reply(verb, greeting());
              case "STARTTLS" -> startTls();
              case "AUTH" -> {
                login = line.substring("AUTH PLAIN ".length());
                yield reply(verb, "235 2.7.0 welcome");
              }
              case "MAIL" -> {
                from = line;
                to.clear();
                yield reply(verb, "250 2.1.0 ok");
              }
              case "RCPT" -> {
                to.add(line.replaceAll(".*<(.*)>.*", "$1"));
                yield reply(verb, "250 2.1.5 ok");
              }
              case "DATA" -> reply(verb, "354 go on") && (!last.startsWith("354") || data());
              case "QUIT" -> {
                reply(verb, "221 bye");
                yield false;
              }
              default -> reply(verb, "250 ok");
            };
      }
    }

    private String greeting() {
      boolean secured = socket instanceof SSLSocket;
      String tlsLine = security == Security.STARTTLS && !secured ? "250-STARTTLS\r\n" : "";
      return "250-relay\r\n" + tlsLine + "250-AUTH PLAIN\r\n250 8BITMIME";
    }

    private boolean startTls() throws IOException {
      if (!reply("STARTTLS", "220 ready")) {
        return false;
      }
      if (!(socket instanceof SSLSocket)) {
        socket = secured(socket);
        in = reader(socket);
        out = socket.getOutputStream();
      }
      return true;
    }

    /** Takes the lines to the dot; a mail is kept whatever is then answered. */
    private boolean data() throws IOException {
      StringBuilder text = new StringBuilder();
      for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
        if (line == null) {
          return false;
        }
        text.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
      }
      mails.add(
          new Mail(from, List.copyOf(to), text.toString(), socket instanceof SSLSocket, login));
      return reply("DOT", "250 2.0.0 queued");
    }

    private boolean reply(String place, String usual) throws IOException {
      Queue<String> wanted = replies.get(place);
      String told = wanted == null ? null : wanted.poll();
      String reply = told == null ? usual : told;
      if (reply.equals(HANG_UP)) {
        socket.close();
        return false;
      }
      last = reply;
      out.write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
      out.flush();
      return true;
    }
  }
}
