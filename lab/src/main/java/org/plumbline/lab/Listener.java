package org.plumbline.lab;

import org.plumbline.net.Endpoint;

/** An open loopback port that stands for one virtual endpoint as one asker sees it. */
interface Listener extends AutoCloseable {
  Endpoint local();

  @Override
  void close();
}
