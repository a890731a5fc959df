package org.plumbline.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * A socket's input of which every read ends at one deadline: a peer that sends a byte now and then
 * cannot hold the reader.
 */
public final class Timed extends InputStream {
  private final Socket socket;
  private final InputStream in;
  private final Deadline deadline;

  /**
   * The input of a connected socket, read until the deadline.
   *
   * @throws IOException when the socket is closed
   */
  public Timed(Socket socket, Deadline deadline) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
    this.deadline = deadline;
  }

  @Override
  public int read() throws IOException {
    arm();
    return in.read();
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    arm();
    return in.read(bytes, offset, length);
  }

  private void arm() throws IOException {
    int millis = deadline.socketMillis();
    if (millis == 0) {
      throw new SocketTimeoutException("Read timed out");
    }
    socket.setSoTimeout(millis);
  }
}
