package org.plumbline.engine.incident;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.plumbline.engine.detect.Alarm;
import org.plumbline.engine.detect.Sample;
import org.plumbline.engine.detect.Watch;
import org.plumbline.engine.diagnose.ChangeLog;
import org.plumbline.engine.diagnose.Diagnosis;
import org.plumbline.engine.diagnose.Doctor;
import org.plumbline.engine.diagnose.Knowledge;
import org.plumbline.model.Incident;
import org.plumbline.model.Layer;

/** The incidents alive: alarms join one, or open one, by what explains them best. */
final class Ledger implements Serializable {
  private static final long RECENT_MILLIS = 12 * 60_000;
  private static final long DIAGNOSE_EVERY_MILLIS = 30_000;
  private static final long MERGE_EVERY_MILLIS = 60_000;
  private static final double SLOW_MARGIN = 1.5;
  private static final long SPENT_AFTER_MILLIS = 30_000;
  private static final int STORIES_KEPT = 500;

  private final Policy policy;
  private final Knowledge knowledge;
  private final Watch watch;
  private final Doctor doctor;
  private final Recovery recovery;
  private final Teller teller;
  private final List<Story> stories = new ArrayList<>();
  private long mergedAt;

  Ledger(Policy policy, Knowledge knowledge, Watch watch, ChangeLog changes) {
    this.policy = policy;
    this.knowledge = knowledge;
    this.watch = watch;
    this.doctor = new Doctor(knowledge);
    this.recovery = new Recovery(knowledge.memory());
    this.teller = new Teller(knowledge, changes);
  }

  boolean owns(Sample sample) {
    for (Story story : stories) {
      if (story.live() && story.owns(sample)) {
        return true;
      }
    }
    return false;
  }

  /** Vantages whose trouble a living incident explains by their place. */
  Set<String> excused() {
    Set<String> excused = new TreeSet<>();
    for (Story story : stories) {
      if (story.live() && story.told != null && story.placed()) {
        excused.addAll(story.told.scope().failing());
      }
    }
    return excused;
  }

  /** What there is to say at a tick. */
  List<Incident> tick(long now, Instant newest, Set<String> sick, double perSecond) {
    List<Incident> told = new ArrayList<>();
    double threshold = policy.threshold(perSecond);
    for (Group group : group(alarms(now, threshold, sick), now, sick)) {
      open(group, now, newest, sick);
    }
    if (now - mergedAt >= MERGE_EVERY_MILLIS) {
      mergedAt = now;
      merge(now, newest, sick, told);
    }
    for (Story story : stories) {
      if (story.live()) {
        update(story, now, threshold, sick);
        Incident version = teller.tell(story, now, newest, sick);
        if (version != null) {
          told.add(version);
        }
      }
    }
    if (stories.size() > STORIES_KEPT) {
      stories.removeIf(story -> !story.live() && stories.size() > STORIES_KEPT);
    }
    return told;
  }

  private List<Alarm> alarms(long now, double threshold, Set<String> sick) {
    List<Alarm> alarms = new ArrayList<>();
    for (String check : knowledge.memory().checks()) {
      for (boolean slow : new boolean[] {false, true}) {
        Alarm alarm =
            watch.look(
                check,
                now,
                slow,
                slow ? threshold * SLOW_MARGIN : threshold,
                sample -> !sick.contains(sample.vantage()) && !owns(sample) && !spent(sample));
        if (alarm != null) {
          alarms.add(alarm);
          break;
        }
      }
    }
    alarms.sort(Comparator.comparingDouble(Alarm::nats).reversed().thenComparing(Alarm::check));
    return alarms;
  }

  /** What an incident was told of raises no alarm again: not after its end, nor when it merged. */
  private boolean spent(Sample sample) {
    for (Story story : stories) {
      if (!story.live()
          && story.checks.contains(sample.check())
          && sample.at() <= story.lastFailure + SPENT_AFTER_MILLIS) {
        return true;
      }
    }
    return false;
  }

  /** Alarms that one cause explains. */
  private static final class Group {
    final List<Alarm> alarms = new ArrayList<>();
    final Set<String> checks = new TreeSet<>();
    boolean slow;
    long since = Long.MAX_VALUE;

    void add(Alarm alarm) {
      alarms.add(alarm);
      checks.add(alarm.check());
      slow |= alarm.slow();
      since = Math.min(since, alarm.since());
    }
  }

  private List<Group> group(List<Alarm> alarms, long now, Set<String> sick) {
    List<Group> groups = new ArrayList<>();
    for (Alarm alarm : alarms) {
      if (joined(alarm, now, sick)) {
        continue;
      }
      Group home = null;
      for (Group group : groups) {
        long from = Math.max(now - RECENT_MILLIS, Math.min(group.since, alarm.since()));
        if (doctor.together(
            group.checks, Set.of(alarm.check()), from, now, group.slow || alarm.slow(), sick)) {
          home = group;
          break;
        }
      }
      if (home == null) {
        home = new Group();
        groups.add(home);
      }
      home.add(alarm);
    }
    return groups;
  }

  private boolean joined(Alarm alarm, long now, Set<String> sick) {
    for (Story story : stories) {
      if (!story.live()) {
        continue;
      }
      long from = Math.max(now - RECENT_MILLIS, Math.min(story.startedAt, alarm.since()));
      Set<String> own = story.checks;
      if (!own.contains(alarm.check())
          && doctor.together(
              own, Set.of(alarm.check()), from, now, story.slow || alarm.slow(), sick)) {
        story.checks.add(alarm.check());
        story.services.add(alarm.service());
        story.slow |= alarm.slow();
        story.dirty = true;
        story.happened(now, alarm.service() + " is hit as well");
        return true;
      }
    }
    return false;
  }

  private void open(Group group, long now, Instant newest, Set<String> sick) {
    Diagnosis diagnosis = doctor.diagnose(group.checks, group.since, now, group.slow, sick);
    Alarm first = group.alarms.getFirst();
    Sample sample = first.evidence().getFirst();
    Layer layer = sample.symptom() == null ? Layer.LATENCY : sample.symptom().layer();
    Story story = reopened(diagnosis, layer, group, now);
    if (story == null) {
      String smallest =
          group.alarms.stream()
              .flatMap(alarm -> alarm.evidence().stream())
              .map(Sample::id)
              .min(Comparator.naturalOrder())
              .orElse("");
      story =
          new Story(
              Ids.of(first.check() + " " + layer.word(), smallest), layer, group.since, diagnosis);
      story.openedAt = newest;
      story.happened(group.since, "first failures of " + first.service());
      stories.add(story);
    }
    story.checks.addAll(group.checks);
    for (Alarm alarm : group.alarms) {
      story.services.add(alarm.service());
    }
    story.slow |= group.slow;
    story.lastFailure = now;
    story.dirty = true;
  }

  private @Nullable Story reopened(Diagnosis diagnosis, Layer layer, Group group, long now) {
    var cause = diagnosis.causes().getFirst();
    for (Story story : stories) {
      if (story.state != Incident.State.RESOLVED
          || now - story.lastFailure > policy.reopenWithin().toMillis()) {
        continue;
      }
      boolean same = story.causeKey().equals(cause.category() + " " + cause.entity());
      boolean sameChecks = story.checks.containsAll(group.checks);
      if ((same && story.firstLayer == layer) || sameChecks) {
        story.state = Incident.State.OPEN;
        story.endedAt = null;
        story.failingSince = group.since;
        story.happened(now, "it fails again");
        return story;
      }
    }
    return null;
  }

  private void update(Story story, long now, double threshold, Set<String> sick) {
    if (!story.slow) {
      for (String check : story.checks) {
        if (watch.look(
                check,
                now,
                true,
                threshold * SLOW_MARGIN,
                sample -> !sick.contains(sample.vantage()))
            != null) {
          story.slow = true;
          break;
        }
      }
    }
    teller.count(story, now, sick);
    if (story.dirty
        || (now - story.diagnosedAt >= Math.max(DIAGNOSE_EVERY_MILLIS, (now - story.startedAt) / 6)
            && now - story.lastFailure < 90_000)) {
      story.dirty = false;
      story.diagnosedAt = now;
      long to = Math.min(now, story.lastFailure + 5_000);
      story.diagnosis = doctor.diagnose(story.checks, story.startedAt, to, story.slow, sick);
    }
    recovery.judge(story, now, sick);
  }

  /** Two that one cause explains are one: the older stands. */
  private void merge(long now, Instant newest, Set<String> sick, List<Incident> told) {
    for (int i = 0; i < stories.size(); i++) {
      Story older = stories.get(i);
      for (int k = i + 1; k < stories.size(); k++) {
        Story younger = stories.get(k);
        if (older.state != Incident.State.OPEN
            || younger.state != Incident.State.OPEN
            || younger.told == null) {
          continue;
        }
        long from = Math.max(now - RECENT_MILLIS, Math.min(older.startedAt, younger.startedAt));
        boolean overlap = older.checks.equals(younger.checks);
        if (!overlap
            && doctor.together(
                older.checks, younger.checks, from, now, older.slow || younger.slow, sick)) {
          older.checks.addAll(younger.checks);
          older.services.addAll(younger.services);
          older.slow |= younger.slow;
          older.startedAt = Math.min(older.startedAt, younger.startedAt);
          older.dirty = true;
          older.happened(
              now, "one cause with what was told of " + String.join(", ", younger.services));
          younger.state = Incident.State.MERGED;
          told.add(teller.merged(younger, older, newest));
        }
      }
    }
  }
}
