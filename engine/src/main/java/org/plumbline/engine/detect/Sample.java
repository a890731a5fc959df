package org.plumbline.engine.detect;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Family;
import org.plumbline.model.Symptom;

/**
 * One run of a check, reduced to what the engine reasons with: one trial.
 *
 * @param at corrected time of the run, milliseconds of the epoch
 * @param symptom the client's failure, or slowness; null when the run was healthy
 * @param votes false when the run says nothing: inconclusive, or kept out on purpose
 * @param counted a scheduled run, of which rates are made
 * @param recheck a routine run made again after a failure: it counts for no rate, but for an alarm
 * @param resolver identity of the resolver that the client used
 * @param address the address that the client went to
 * @param prefix class of the address where no owner is known: its /24 or /48
 * @param strange the address belongs to nobody who ever completed a valid exchange for the name
 * @param certificate sha256 of the leaf that was shown
 * @param issuer of that leaf
 * @param via the last alias of the name
 * @param quic the client spoke QUIC
 * @param cell equal for samples that differ in nothing but their time and duration
 * @param answers the addresses that DNS gave, sorted
 */
public record Sample(
    String id,
    long at,
    long receivedAt,
    String vantage,
    String network,
    String check,
    String service,
    @Nullable Family family,
    @Nullable Symptom symptom,
    boolean slow,
    boolean votes,
    boolean counted,
    boolean recheck,
    double elapsedMillis,
    @Nullable String resolver,
    @Nullable String address,
    @Nullable Long asn,
    @Nullable String owner,
    @Nullable String prefix,
    boolean strange,
    @Nullable Integer status,
    @Nullable String pop,
    @Nullable String certificate,
    @Nullable String issuer,
    @Nullable String via,
    boolean quic,
    List<String> answers,
    String cell)
    implements Serializable {
  public Sample {
    answers = List.copyOf(answers);
  }

  /** Whether the client failed; slowness is told apart. */
  public boolean failed() {
    return symptom != null;
  }

  /** Failed or slow. */
  public boolean suffers() {
    return symptom != null || slow;
  }
}
