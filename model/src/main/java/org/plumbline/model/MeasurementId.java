package org.plumbline.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id of a measurement in its parts, {@code vantage:epoch:sequence}.
 *
 * @param epoch new at each enrolment or loss of state of an agent
 * @param sequence counts an agent's measurements of one epoch from 1, without holes
 */
public record MeasurementId(String vantage, int epoch, long sequence) {
  private static final Pattern FORM =
      Pattern.compile("(" + Vantage.ID_FORM + "):(0|[1-9][0-9]{0,8}):(0|[1-9][0-9]{0,17})");

  /** The parts of an id; empty when the text is none, another spelling of a number included. */
  public static Optional<MeasurementId> parse(String id) {
    Matcher matcher = FORM.matcher(id);
    return matcher.matches()
        ? Optional.of(
            new MeasurementId(
                matcher.group(1),
                Integer.parseInt(matcher.group(2)),
                Long.parseLong(matcher.group(3))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return vantage + ":" + epoch + ":" + sequence;
  }
}
