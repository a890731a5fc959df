package org.plumbline.model;

import java.util.Locale;

/** What sort of cause it is: the closed list of the data formats. */
public enum Category implements Term {
  DNS_AUTHORITATIVE_WRONG_DATA,
  DNS_AUTHORITATIVE_DOWN,
  DNS_DELEGATION_REGISTRY,
  DNS_RESOLVER_FAILURE,
  DNSSEC_FAILURE,
  DOMAIN_EXPIRY_OR_HOLD,
  BGP_OWN_WITHDRAWAL,
  BGP_HIJACK_OR_LEAK,
  BGP_RPKI_INVALID,
  BACKBONE_TRANSIT,
  ISP_CORE_FAILURE,
  SERVER_NETWORK_CONFIG,
  TLS_LEAF_EXPIRY,
  TLS_WRONG_CERTIFICATE,
  TLS_CHAIN_OR_ROOT_EXPIRY,
  TLS_REVOCATION_FAILURE,
  CDN_EDGE_FAILURE,
  CLOUD_PLATFORM_FAILURE,
  APP_BACKEND_FAILURE,
  THIRD_PARTY_FAILURE,
  NETWORK_INTERFERENCE,
  CLIENT_PROTOCOL_BUG,
  LATENCY_DEGRADATION,
  VANTAGE_FAULT,
  UNKNOWN;

  private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

  @Override
  public String word() {
    return word;
  }
}
