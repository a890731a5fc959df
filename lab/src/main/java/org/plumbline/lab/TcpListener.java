package org.plumbline.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Semaphore;
import org.plumbline.net.Endpoint;

/** A loopback port that accepts connections and leaves each to a conversation of its own. */
final class TcpListener implements Listener {
  /** Serves one connection; the listener closes it afterwards. */
  @FunctionalInterface
  interface Conversation {
    void with(Socket socket) throws IOException, InterruptedException;
  }

  private static final int CONNECTIONS_MAX = 256;

  private final ServerSocket server;
  private final Conversation conversation;
  private final Semaphore connections = new Semaphore(CONNECTIONS_MAX);

  private TcpListener(ServerSocket server, Conversation conversation) {
    this.server = server;
    this.conversation = conversation;
  }

  static TcpListener open(InetAddress local, Conversation conversation) throws IOException {
    ServerSocket server = new ServerSocket(0, Loopback.BACKLOG, local);
    TcpListener listener = new TcpListener(server, conversation);
    Thread.ofVirtual().name("lab-accept").start(listener::accept);
    return listener;
  }

  @Override
  public Endpoint local() {
    return new Endpoint(server.getInetAddress(), server.getLocalPort());
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        connections.acquire();
        try {
          Socket socket = server.accept();
          Thread.ofVirtual().start(() -> serve(socket));
        } catch (IOException e) {
          connections.release(); // closed: the loop ends
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      conversation.with(socket);
    } catch (IOException e) {
      // the client went away or did not like the certificate: its business
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      connections.release();
    }
  }
}
