package org.plumbline.lab;

import org.plumbline.net.Endpoint;

/**
 * Which loopback port is which virtual server, as one asker sees it.
 *
 * @param server its name in the file
 * @param asker the vantage, or the site of a resolver, that is seen behind this port
 */
public record PortView(String server, Endpoint virtual, String asker, Endpoint local) {}
