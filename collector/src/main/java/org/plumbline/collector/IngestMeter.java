package org.plumbline.collector;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** What came in since the process began, counted. */
public final class IngestMeter {
  private final LongAdder accepted = new LongAdder();
  private final LongAdder duplicate = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final Durations posts = new Durations();
  private final Durations appends = new Durations();

  IngestMeter() {}

  /** A post was answered: what its lines became, and how long it took to be read and stored. */
  void answered(int accepted, int duplicate, int rejected, Duration took) {
    this.accepted.add(accepted);
    this.duplicate.add(duplicate);
    this.rejected.add(rejected);
    posts.add(took);
  }

  /** A post was refused as a whole, nothing of it acknowledged. */
  void refusedPost() {
    refused.increment();
  }

  /** A group commit of the log was made durable. */
  void appended(Duration took) {
    appends.add(took);
  }

  /** Lines that stand in the log now. */
  public long accepted() {
    return accepted.sum();
  }

  /** Lines that the log had already. */
  public long duplicate() {
    return duplicate.sum();
  }

  /** Lines that were not taken, each with its reason in the answer. */
  public long rejected() {
    return rejected.sum();
  }

  /** Posts of which nothing was acknowledged: too large, unreadable, unauthorised, overloaded. */
  public long refused() {
    return refused.sum();
  }

  /** How long posts took that were answered. */
  public Durations posts() {
    return posts;
  }

  /** How long group commits of the log took. */
  public Durations appends() {
    return appends;
  }
}
