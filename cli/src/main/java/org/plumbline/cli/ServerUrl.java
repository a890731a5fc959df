package org.plumbline.cli;

import java.net.URI;

/** The address of a server as it is typed. */
final class ServerUrl {
  private ServerUrl() {}

  /**
   * Scheme, host and port alone.
   *
   * @throws Complaint when it is anything else
   */
  static URI checked(URI typed) {
    String scheme = String.valueOf(typed.getScheme());
    String path = String.valueOf(typed.getPath());
    boolean right =
        (scheme.equals("http") || scheme.equals("https"))
            && typed.getHost() != null
            && typed.getUserInfo() == null
            && typed.getQuery() == null
            && (path.isEmpty() || path.equals("/"));
    if (!right) {
      throw new Complaint(
          ExitStatus.WRONG_USAGE,
          "--server must be http://HOST:PORT or https://HOST[:PORT], was " + typed);
    }
    return URI.create(scheme + "://" + typed.getRawAuthority());
  }
}
