package org.plumbline.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.plumbline.model.Term;

/** What kind of service it is: the closed list of the data formats ({@code service}). */
public enum ServiceCategory implements Term {
  CDN("content delivery networks"),
  DNS("resolvers, registries and the root"),
  CLOUD("clouds and their regions"),
  ISP("access and transit networks"),
  SAAS("business applications"),
  EMAIL("mailboxes and mail delivery"),
  UCAAS("calls, meetings and team chat"),
  SECAAS("identity, certificates and protection"),
  MARTECH("marketing tools"),
  ADS("advertising platforms"),
  ANALYTICS("web and product analytics"),
  VIDEO("video and music streaming"),
  SOCIAL("social networks and messengers"),
  PAYMENT("payments"),
  DEVELOPER("code, packages and operations"),
  AI("artificial intelligence"),
  OTHER("what everybody uses, and connectivity tests");

  private final String word = name().toLowerCase(Locale.ROOT);
  private final String description;

  ServiceCategory(String description) {
    this.description = description;
  }

  @Override
  public String word() {
    return word;
  }

  /** A few words for people, in the plural. */
  public String description() {
    return description;
  }

  /** What a category must be, in words. */
  static String rule() {
    return "must be one of "
        + Arrays.stream(values()).map(ServiceCategory::word).collect(Collectors.joining(", "));
  }
}
