package org.plumbline.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/**
 * What this build is, as the root pom says it.
 *
 * @param about a page that tells the owner of an asked server who asks, and how it is stopped
 */
record Release(String version, String about) {
  /** Names this release to picocli. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"plumb " + current().version()};
    }
  }

  static Release current() {
    Properties properties = new Properties();
    try (InputStream in = Release.class.getResourceAsStream("/release.properties")) {
      if (in == null) {
        throw new IllegalStateException("not built in: release.properties");
      }
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Release(
        properties.getProperty("version", "unknown"), properties.getProperty("about", "unknown"));
  }

  /**
   * What web servers are told of us (RFC 9110 section 10.1.5): who asks, and where to read more.
   */
  String userAgent() {
    return "Plumbline/" + version + " (+" + about + ")";
  }
}
