package org.plumbline.lab;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.plumbline.net.Endpoint;

/** The open loopback ports; one is opened when an asker first turns to a virtual endpoint. */
final class Ports implements AutoCloseable {
  /** Opens the listener of a virtual endpoint as an asker sees it. */
  @FunctionalInterface
  interface Opener {
    Listener open(Endpoint virtual, Asker asker, InetAddress local) throws IOException;
  }

  private record Key(Endpoint virtual, Asker asker) {}

  private final Loopback loopback = new Loopback();
  private final Opener opener;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Key, Listener> open = new HashMap<>();
  private final DatagramSocket sink;
  private final Socket closed;
  private boolean ended;

  Ports(Opener opener) throws IOException {
    this.opener = opener;
    sink = new DatagramSocket(Loopback.anyPort(Loopback.V4));
    closed = new Socket();
    closed.bind(Loopback.anyPort(Loopback.V4));
  }

  InetSocketAddress of(Endpoint virtual, Asker asker) throws IOException {
    lock.lock();
    try {
      if (ended) {
        throw new IOException("the lab is closed");
      }
      Key key = new Key(virtual, asker);
      Listener listener = open.get(key);
      if (listener == null) {
        listener = opener.open(virtual, asker, loopback.of(virtual.address()));
        open.put(key, listener);
      }
      return listener.local().toSocketAddress();
    } finally {
      lock.unlock();
    }
  }

  /** A port from which nothing ever comes back. */
  InetSocketAddress silent() {
    return (InetSocketAddress) sink.getLocalSocketAddress();
  }

  /** A port on which nobody listens: bound, so that nobody else gets it. */
  InetSocketAddress closed() {
    return (InetSocketAddress) closed.getLocalSocketAddress();
  }

  List<PortView> views(java.util.function.Function<Endpoint, String> nameOf) {
    lock.lock();
    try {
      List<PortView> views = new ArrayList<>();
      open.forEach((key, listener) ->
          views.add(
              new PortView(
                  nameOf.apply(key.virtual()), key.virtual(), key.asker().id(), listener.local())));
      views.sort(
          Comparator.comparing(PortView::asker)
              .thenComparing(PortView::server)
              .thenComparing(view -> view.virtual().toString()));
      return views;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      ended = true;
      open.values().forEach(Listener::close);
      open.clear();
      sink.close();
      closed.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } finally {
      lock.unlock();
    }
  }
}
