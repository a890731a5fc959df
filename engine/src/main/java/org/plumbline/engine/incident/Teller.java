package org.plumbline.engine.incident;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.plumbline.engine.detect.Catalogue;
import org.plumbline.engine.detect.Sample;
import org.plumbline.engine.diagnose.ChangeLog;
import org.plumbline.engine.diagnose.Knowledge;
import org.plumbline.engine.localise.Pattern;
import org.plumbline.engine.localise.Roll;
import org.plumbline.model.Change;
import org.plumbline.model.Code;
import org.plumbline.model.Incident;
import org.plumbline.model.Layer;
import org.plumbline.model.Symptom;
import org.plumbline.model.Vantage;

/** Writes a story down as an incident record, when there is something new to tell. */
final class Teller implements Serializable {
  private static final long TELL_EVERY_MILLIS = 60_000;
  private static final long CHANGES_BEFORE_MILLIS = 30 * 60_000;
  private static final long BACKFILL_MILLIS = 15 * 60_000;
  private static final double SAME_SCOPE = 0.8;

  private final Knowledge knowledge;
  private final ChangeLog changes;

  Teller(Knowledge knowledge, ChangeLog changes) {
    this.knowledge = knowledge;
    this.changes = changes;
  }

  /** Counts the story's symptoms anew, and finds its last failure. */
  void count(Story story, long now, Set<String> sick) {
    story.symptoms.clear();
    long[] last = {0};
    for (String check : story.checks) {
      knowledge
          .memory()
          .visit(
              check,
              story.startedAt,
              now,
              sample -> {
                if (!sample.counted() || !sample.votes() || sick.contains(sample.vantage())) {
                  return;
                }
                if (story.placed() && !story.owns(sample)) {
                  return;
                }
                Symptom symptom =
                    sample.symptom() != null
                        ? sample.symptom()
                        : story.slow && sample.slow()
                            ? new Symptom(Layer.LATENCY, Code.SLOW)
                            : null;
                if (symptom != null) {
                  story.symptoms.merge(Story.name(symptom), 1, Integer::sum);
                  story.symptomOf.put(Story.name(symptom), symptom);
                }
              });
    }
    story.counted();
    for (String check : story.checks) {
      knowledge
          .memory()
          .visit(
              check,
              story.startedAt,
              now,
              sample -> {
                boolean failure = sample.failed() || (sample.slow() && !anyFailure(story));
                if (sample.counted()
                    && sample.votes()
                    && failure
                    && !sick.contains(sample.vantage())
                    && story.suffers(sample)) {
                  last[0] = Math.max(last[0], sample.at());
                }
              });
    }
    story.lastFailure = last[0] == 0 ? story.lastFailure : last[0];
  }

  private static boolean anyFailure(Story story) {
    int slow = story.symptoms.getOrDefault("latency/slow", 0);
    int all = story.symptoms.values().stream().mapToInt(Integer::intValue).sum();
    return slow * 2 < all;
  }

  /** The next version; null when nothing is new enough. */
  @Nullable Incident tell(Story story, long now, Instant newest, Set<String> sick) {
    boolean turned = story.told == null || story.told.state() != story.state;
    if (!turned && now - story.emittedTick < TELL_EVERY_MILLIS) {
      return null;
    }
    long until = Math.min(now, story.lastFailure);
    Roll roll =
        Roll.of(knowledge.memory(), story.checks, story.startedAt, until, sick, story::suffers);
    Gauge.Reading reading =
        Gauge.read(
            knowledge.memory(),
            knowledge.catalogue(),
            story.checks,
            now,
            slowOnly(story),
            story::suffers);
    if (reading.severity().compareTo(story.worst) > 0) {
      story.worst = reading.severity();
    }
    List<String> failing = roll.failing();
    Incident before = story.told;
    boolean news = before == null || before.state() != story.state;
    boolean due = now - story.emittedTick >= TELL_EVERY_MILLIS;
    if (before != null && !news && due) {
      news =
          !before.services().equals(new ArrayList<>(story.services))
              || !sameCause(before, story)
              || before.severity() != reading.severity()
              || jaccard(before.scope().failing(), failing) < SAME_SCOPE
              || !before.symptoms().equals(story.commonest());
    }
    if (!news) {
      return null;
    }
    story.emittedTick = now;
    story.severity = story.state == Incident.State.RESOLVED ? story.worst : reading.severity();
    Incident told = write(story, now, newest, roll, reading.confirmed(), story.state, null);
    story.told = told;
    return told;
  }

  /** The last word on a story that another one took in. */
  Incident merged(Story story, Story into, Instant newest) {
    Roll roll =
        Roll.of(
            knowledge.memory(),
            story.checks,
            story.startedAt,
            story.lastFailure,
            Set.of(),
            story::suffers);
    Incident told =
        write(story, story.lastFailure, newest, roll, false, Incident.State.MERGED, into.id);
    story.told = told;
    return told;
  }

  private static boolean slowOnly(Story story) {
    List<Symptom> symptoms = story.commonest();
    return !symptoms.isEmpty()
        && symptoms.getFirst().layer() == Layer.LATENCY
        && symptoms.size() == 1;
  }

  private static boolean sameCause(Incident before, Story story) {
    var was = before.causes().getFirst();
    var is = story.diagnosis.causes().getFirst();
    return was.category() == is.category()
        && String.valueOf(was.entity()).equals(String.valueOf(is.entity()))
        && Math.abs(was.confidence() - is.confidence()) < 0.2;
  }

  private static double jaccard(List<String> one, List<String> other) {
    Set<String> both = new TreeSet<>(one);
    both.retainAll(other);
    Set<String> any = new TreeSet<>(one);
    any.addAll(other);
    return any.isEmpty() ? 1 : (double) both.size() / any.size();
  }

  private Incident write(
      Story story,
      long now,
      Instant newest,
      Roll roll,
      boolean confirmed,
      Incident.State state,
      @Nullable String into) {
    Catalogue catalogue = knowledge.catalogue();
    List<String> failing = roll.failing();
    List<String> healthy = roll.healthy();
    Set<String> networks = new TreeSet<>();
    roll.measuring().forEach(vantage -> networks.add(catalogue.network(vantage)));
    Set<String> hitNetworks = new TreeSet<>();
    failing.forEach(vantage -> hitNetworks.add(catalogue.network(vantage)));
    List<Symptom> symptoms = story.commonest();
    Symptom first = symptoms.isEmpty() ? null : symptoms.getFirst();
    String subject = Wording.subject(catalogue, story.checks, story.services);
    boolean plural = subject.contains(" and ");
    Instant start = Instant.ofEpochMilli(story.startedAt);
    List<Change> changed =
        changes.of(
            story.checks, start.minusMillis(CHANGES_BEFORE_MILLIS), Instant.ofEpochMilli(now));
    if (story.told == null || !sameCause(story.told, story)) {
      story.happened(now, Wording.capital(story.diagnosis.because()));
    }
    boolean backfill =
        newest.toEpochMilli() - story.lastFailure > BACKFILL_MILLIS && story.told == null;
    story.version++;
    return new Incident(
        story.id,
        story.version,
        state,
        newest,
        start,
        story.openedAt,
        story.endedAt,
        Wording.title(subject, plural, first, story.diagnosis),
        Wording.summary(
            subject,
            plural,
            first,
            story.diagnosis,
            failing.size(),
            roll.measuring().size(),
            hitNetworks.size(),
            start),
        new ArrayList<>(story.services),
        symptoms,
        story.diagnosis.causes(),
        story.diagnosis.alternatives(),
        new Incident.Scope(pattern(story, now, failing, healthy), failing, healthy),
        story.severity,
        confirmed,
        backfill,
        new Incident.View(roll.measuring().size(), networks.size()),
        changed,
        story.diagnosis.settles(),
        recovery(story, newest),
        story.timeline,
        into);
  }

  private static Incident.@Nullable ExpectedRecovery recovery(Story story, Instant newest) {
    Instant until = story.diagnosis.cachedUntil();
    return until == null || !until.isAfter(newest)
        ? null
        : new Incident.ExpectedRecovery(
            until, "the wrong answer that was last seen may stay in caches until then");
  }

  private Map<String, List<String>> pattern(
      Story story, long now, List<String> failing, List<String> healthy) {
    List<Sample> bad = new ArrayList<>();
    for (String check : story.checks) {
      knowledge
          .memory()
          .visit(
              check,
              story.startedAt,
              now,
              sample -> {
                if (sample.counted() && sample.votes()) {
                  bad.add(sample);
                }
              });
    }
    List<Pattern.Attribute> attributes = new ArrayList<>();
    attributes.add(new Pattern.Attribute("continent", vantage -> of(vantage, Vantage::continent)));
    attributes.add(new Pattern.Attribute("country", vantage -> of(vantage, Vantage::country)));
    attributes.add(new Pattern.Attribute("isp", vantage -> of(vantage, Vantage::isp)));
    attributes.add(
        new Pattern.Attribute("resolver.operator", Pattern.commonest(bad, Sample::resolver)));
    attributes.add(new Pattern.Attribute("network", vantage -> of(vantage, Vantage::network)));
    attributes.add(new Pattern.Attribute("region", vantage -> of(vantage, Vantage::region)));
    return Pattern.of(Pattern.sorted(failing), Pattern.sorted(healthy), attributes);
  }

  private @Nullable String of(
      String id, java.util.function.Function<Vantage, @Nullable String> field) {
    Vantage vantage = knowledge.catalogue().vantage(id);
    return vantage == null ? null : field.apply(vantage);
  }
}
