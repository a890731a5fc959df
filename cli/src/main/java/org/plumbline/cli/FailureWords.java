package org.plumbline.cli;

import org.plumbline.model.Failure;

/** A failure in a few words of plain English. */
final class FailureWords {
  static String of(Failure failure) {
    return switch (failure.code()) {
      case TIMEOUT -> "no answer in time";
      case SERVFAIL -> "SERVFAIL";
      case REFUSED -> "refused";
      case NOTIMP -> "NOTIMP";
      case FORMERR -> "FORMERR";
      case NXDOMAIN -> "no such name";
      case NODATA -> "the name has no address";
      case UNEXPECTED -> "not what is expected";
      case BOGUS -> "signatures do not hold";
      case LAME -> "does not serve the zone";
      case LOOP -> "goes round in a circle";
      case TRUNCATED -> "cut off";
      case MALFORMED -> "makes no sense";
      case UNREACHABLE -> "unreachable";
      case PROHIBITED -> "prohibited on the way";
      case LOSS -> "packets are lost";
      case RESET -> "connection reset";
      case NAME_MISMATCH -> "certificate of another name";
      case EXPIRED -> "certificate has run out";
      case NOT_YET_VALID -> "certificate is not valid yet";
      case UNKNOWN_ISSUER -> "nobody trusted vouches for it";
      case SELF_SIGNED -> "certificate vouches for itself";
      case INCOMPLETE_CHAIN -> "chain is incomplete";
      case NOT_PERMITTED -> "certificate is not meant for this";
      case REVOKED -> "certificate is revoked";
      case WEAK -> "too weak";
      case PROTOCOL_VERSION -> "no protocol version in common";
      case ALERT -> "server breaks off";
      case STATUS -> "not a success";
      case CONTENT -> "wrong content";
      case REDIRECT_LOOP -> "redirects in a circle";
      case BLOCKED -> "keeps this visitor out";
      case TOO_LARGE -> "too large";
      case VERSION -> "no version in common";
      case SLOW -> "slow";
      case CHANGED -> "changed";
      case OTHER -> failure.raw() == null ? "fails" : failure.raw();
    };
  }

  private FailureWords() {}
}
