package org.plumbline.dns;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.plumbline.net.Addresses;
import org.plumbline.net.Endpoint;

/** Where a walk begins: the root servers and their addresses. */
public final class RootHints {
  /** The port of DNS (RFC 1035 section 4.2). */
  public static final int PORT = 53;

  private static final int SERVERS_MAX = 64;
  private final List<Server> servers;

  private RootHints(List<Server> servers) {
    this.servers = List.copyOf(servers);
  }

  /** IANA's, built in. */
  public static RootHints iana() {
    try (InputStream in = RootHints.class.getResourceAsStream("root.hints")) {
      if (in == null) {
        throw new IllegalStateException("root.hints is not on the class path");
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads hints in zone-file form: {@code . NS name}, {@code name A address}, {@code name AAAA
   * address}; TTL and class may stand before the type, and an address may carry {@code @port}.
   *
   * @throws IllegalArgumentException with line number and rule when a line is none of these, or
   *     when no server has an address
   */
  public static RootHints parse(String text) {
    Map<String, List<Endpoint>> servers = new LinkedHashMap<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      String bare = line.replaceFirst(";.*", "").strip();
      if (!bare.isEmpty() && !bare.startsWith("$")) {
        try {
          read(bare.split("\\s+"), servers);
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
        }
      }
    }
    servers.values().removeIf(List::isEmpty);
    if (servers.isEmpty() || servers.size() > SERVERS_MAX) {
      throw new IllegalArgumentException(
          "root hints must name 1 to " + SERVERS_MAX + " servers with an address");
    }
    List<Server> list = new ArrayList<>();
    servers.forEach((name, endpoints) -> list.add(new Server(name, endpoints)));
    return new RootHints(list);
  }

  private static void read(String[] words, Map<String, List<Endpoint>> servers) {
    String type = words.length < 2 ? "" : words[words.length - 2].toUpperCase(Locale.ROOT);
    String data = words[words.length - 1];
    switch (type) {
      case "NS" -> servers.computeIfAbsent(Names.normal(data), name -> new ArrayList<>());
      case "A", "AAAA" ->
          servers
              .computeIfAbsent(Names.normal(words[0]), name -> new ArrayList<>())
              .add(endpoint(data, PORT));
      default -> throw new IllegalArgumentException("expected NS, A or AAAA, was: " + type);
    }
  }

  /**
   * An address that may carry {@code @port}.
   *
   * @param port where none is written
   * @throws IllegalArgumentException when it is no address literal or no port
   */
  public static Endpoint endpoint(String text, int port) {
    int at = text.indexOf('@');
    return at < 0
        ? new Endpoint(Addresses.parse(text), port)
        : new Endpoint(
            Addresses.parse(text.substring(0, at)), Integer.parseInt(text.substring(at + 1)));
  }

  Zone zone() {
    return new Zone(Names.ROOT, null, servers, 0, false);
  }
}
