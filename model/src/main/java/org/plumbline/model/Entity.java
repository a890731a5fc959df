package org.plumbline.model;

import java.io.Serializable;
import java.util.Locale;

/** Something that can be at fault, named as people name it. */
public record Entity(Kind kind, String id) implements Comparable<Entity>, Serializable {
  /** What sort of thing an entity is. */
  public enum Kind implements Term {
    SERVICE,
    ADDRESS,
    PREFIX,
    ASN,
    ISP,
    COUNTRY,
    NAMESERVER,
    ZONE,
    DNS_PROVIDER,
    REGISTRY,
    RESOLVER,
    CDN,
    POP,
    CLOUD_REGION,
    CERTIFICATE,
    ISSUER,
    LINK,
    VANTAGE,
    CLIENT;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    @Override
    public String word() {
      return word;
    }
  }

  @Override
  public int compareTo(Entity other) {
    int byKind = kind.compareTo(other.kind);
    return byKind != 0 ? byKind : id.compareTo(other.id);
  }
}
