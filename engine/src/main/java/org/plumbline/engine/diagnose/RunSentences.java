package org.plumbline.engine.diagnose;

import java.util.List;
import org.plumbline.model.Code;
import org.plumbline.model.Failure;
import org.plumbline.model.Observation;
import org.plumbline.model.Verdict;

/** The explanation of a verdict: at most three sentences, as an engineer would write them. */
final class RunSentences {
  static String healthy(RunView view, List<Verdict.Note> notes) {
    StringBuilder text = new StringBuilder(view.host());
    Observation.Http http = view.http();
    if (view.paths.stream().anyMatch(RunPath::robotKeptOut)) {
      text.append(" answers from here and keeps automatic visitors out, as it may");
    } else if (http != null && http.status() != null) {
      text.append(" is well from here: ").append(http.address());
      text.append(" answers with status ").append(http.status());
    } else {
      text.append(" is well from here");
    }
    text.append('.');
    if (!notes.isEmpty()) {
      text.append(' ').append(notes.getFirst().text());
      if (notes.size() > 1) {
        text.append(' ').append(RunWords.count(notes.size() - 1, "more remark")).append('.');
      }
    }
    return text.toString();
  }

  static String blind(RunView view) {
    String why =
        view.run.measurements().stream()
            .flatMap(measurement -> measurement.observations().stream())
            .map(step -> step.attempt().outcome())
            .filter(org.plumbline.model.Outcome.Inconclusive.class::isInstance)
            .map(outcome -> ((org.plumbline.model.Outcome.Inconclusive) outcome).reason())
            .findFirst()
            .map(reason -> " (" + reason + ")")
            .orElse("");
    return "Nothing could be measured from here"
        + why
        + "; this says nothing about "
        + view.host()
        + ".";
  }

  static String fault(RunView view, RunCause cause, boolean decided) {
    String suffered = suffered(view);
    if (!decided) {
      return suffered
          + ". What was measured does not decide why"
          + (cause.needs().isEmpty() && cause.entity(view) == null
              ? "."
              : "; likeliest is that " + cause.because(view) + ".");
    }
    String settles = cause.settles(view);
    return suffered
        + ", because "
        + cause.because(view)
        + "."
        + (settles.isEmpty() ? "" : " " + settles);
  }

  /** What the client sees, in words. */
  private static String suffered(RunView view) {
    Failure failure = view.failure();
    String host = view.host();
    if (failure == null) {
      return host + " fails";
    }
    String address = view.failedAddress();
    String at = address == null ? "" : " at " + address;
    return switch (failure.layer()) {
      case DNS -> host + naming(failure.code(), view);
      case TCP, IP -> host + connecting(failure.code(), at);
      case TLS -> host + securing(failure.code(), at, view);
      case QUIC -> host + " cannot be reached over QUIC" + at;
      case HTTP -> host + answering(failure.code(), at, view);
      case BGP, LATENCY, VANTAGE, NONE -> host + " fails" + at;
    };
  }

  private static String naming(Code code, RunView view) {
    RunResolvers.Replied own = view.resolvers.own();
    String by = own == null ? "" : (own.walked() ? " on " : " by ") + own.name();
    return switch (code) {
      case NXDOMAIN -> " is said not to exist" + by;
      case NODATA -> " is said to have no address" + by;
      case TIMEOUT ->
          " cannot be looked up: no answer"
              + (own == null ? "" : (own.walked() ? " on " : " from ") + own.name());
      default -> " cannot be looked up: " + (own == null ? "the resolver" : own.name()) + " fails";
    };
  }

  private static String connecting(Code code, String at) {
    return switch (code) {
      case REFUSED -> " refuses the connection" + at;
      case RESET -> " has its connections reset" + at;
      case TIMEOUT -> " does not answer" + at;
      default -> " cannot be reached" + at;
    };
  }

  private static String securing(Code code, String at, RunView view) {
    String subject =
        view.chain().isEmpty() || view.chain().getFirst().subject() == null
            ? "another name"
            : view.chain().getFirst().subject();
    return switch (code) {
      case NAME_MISMATCH -> " shows the certificate of " + subject + at;
      case EXPIRED -> " shows a certificate that has run out" + at;
      case NOT_YET_VALID -> " shows a certificate that is not valid yet" + at;
      case UNKNOWN_ISSUER, SELF_SIGNED, INCOMPLETE_CHAIN ->
          " shows a certificate that nobody vouches for" + at;
      case REVOKED -> " shows a certificate that is said to be revoked" + at;
      case TIMEOUT -> " accepts the connection and then says nothing" + at;
      default -> " fails to set up a secure connection" + at;
    };
  }

  private static String answering(Code code, String at, RunView view) {
    Observation.Http http = view.http();
    return switch (code) {
      case STATUS ->
          " answers with status "
              + (http == null || http.status() == null ? "of failure" : http.status())
              + at;
      case TIMEOUT -> " takes the request and does not answer" + at;
      case CONTENT -> " answers with the wrong content" + at;
      case REDIRECT_LOOP -> " redirects in a circle";
      case BLOCKED -> " keeps visitors from here out" + at;
      default -> " breaks off its answer" + at;
    };
  }

  private RunSentences() {}
}
