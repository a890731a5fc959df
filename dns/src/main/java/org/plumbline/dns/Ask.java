package org.plumbline.dns;

import java.time.Duration;
import org.plumbline.model.Question;

/**
 * A question and how to put it.
 *
 * @param recurse whether the server shall find out for us (RD): yes for resolvers, no for
 *     authoritative servers
 * @param dnssecOk whether signatures and DS records are wanted (DO, RFC 3225)
 * @param transport the first to use; a truncated UDP answer is fetched again over TCP
 * @param timeout configured duration of the whole exchange
 */
public record Ask(
    Question question, boolean recurse, boolean dnssecOk, Transport transport, Duration timeout) {
  /** A client's question to its resolver. */
  public static Ask recursive(Question question, Duration timeout) {
    return new Ask(question, true, false, Transport.UDP, timeout);
  }

  /** A question to a server about what it has itself. */
  public static Ask direct(Question question, Duration timeout) {
    return new Ask(question, false, false, Transport.UDP, timeout);
  }

  Ask withDnssec() {
    return new Ask(question, recurse, true, transport, timeout);
  }
}
