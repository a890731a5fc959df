package org.plumbline.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Family;
import org.plumbline.model.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plumb check}: the whole stack for a target, now. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Looks at a target now, from the name down to the answer: every resolver, every name",
      "server, every address; and says what is wrong in a sentence."
    },
    footer = {
      "",
      "Exit status: 0 healthy, 1 a fault found, 3 nothing could be measured from here,",
      "2 wrong usage.",
      "Example: ./plumb check --lab mashery-2024-10-01@10m --from us-chi-comcast-1 \\",
      "           developer.mashery.com"
    })
final class CheckCommand implements Callable<Integer> {
  private static final Duration TIMEOUT_MAX = Duration.ofMinutes(2);
  private static final Duration TIMEOUT_MIN = Duration.ofMillis(100);

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "TARGET",
      description = "host, host:port, or a URL (https, http, tls, tcp)")
  private List<String> targets;

  @Option(names = "--json", description = "print records only: a recording, verdicts among it")
  private boolean json;

  @Option(
      names = "--from-root",
      description = "walk from the root in place of the resolver, and try every camp of answers")
  private boolean fromRoot;

  @Option(
      names = "--resolver",
      paramLabel = "ADDR[@PORT]",
      description = "a resolver to ask, once for each; the first is the one in use")
  private List<String> resolvers = List.of();

  @Option(names = "--family", paramLabel = "4|6", description = "ask for this family only")
  private @Nullable Integer family;

  @Option(names = "--roots", paramLabel = "FILE", description = "root hints in zone-file form")
  private @Nullable Path roots;

  @Option(names = "--ca", paramLabel = "FILE", description = "PEM that replaces the root store")
  private @Nullable Path ca;

  @Option(names = "--allow-private", description = "also connect to addresses that are not public")
  private boolean allowPrivate;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "10s",
      description =
          "of the client's way; the tests beside it have as much again (default: ${DEFAULT-VALUE})")
  private String timeout;

  @Option(
      names = "--lab",
      paramLabel = "SCENARIO[@10m]",
      description = "look at a scenario's world instead of the internet")
  private @Nullable String lab;

  @Option(names = "--from", paramLabel = "VANTAGE", description = "which vantage of the scenario")
  private @Nullable String from;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description = "always, never or auto (default: ${DEFAULT-VALUE})")
  private Paint.When color;

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<LookTarget> parsed = targets.stream().map(LookTarget::parse).toList();
    Duration limit = timeout();
    List<Family> families = families();
    if (from != null && lab == null) {
      throw new Complaint(ExitStatus.WRONG_USAGE, "--from names a vantage of --lab SCENARIO");
    }
    if (lab != null && (!resolvers.isEmpty() || roots != null || ca != null)) {
      throw new Complaint(
          ExitStatus.WRONG_USAGE,
          "--lab brings its own resolvers, roots and certificates: leave --resolver, --roots and"
              + " --ca out");
    }
    List<Look.Seen> seen;
    try (Place place = place();
        Progress progress = new Progress(false)) {
      Look look = new Look(place, limit, families);
      for (LookTarget target : parsed) {
        progress.say("looking at " + target.host());
        look.at(target);
      }
      seen = look.judge();
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      LookRecords.print(seen, out);
    } else {
      print(seen, out);
    }
    return status(seen);
  }

  private Place place() throws IOException, InterruptedException {
    return lab == null
        ? new RealPlace(new RealPlace.Choice(resolvers, fromRoot, roots, ca, allowPrivate))
        : LabPlace.open(lab, from, fromRoot);
  }

  private Duration timeout() {
    Duration limit = Durations.parse(timeout);
    if (limit.compareTo(TIMEOUT_MIN) < 0 || limit.compareTo(TIMEOUT_MAX) > 0) {
      throw new Complaint(ExitStatus.WRONG_USAGE, "--timeout must be 100ms to 2m, was " + timeout);
    }
    return limit;
  }

  private List<Family> families() {
    if (family == null) {
      return List.of(Family.values());
    }
    for (Family known : Family.values()) {
      if (known.number() == family) {
        return List.of(known);
      }
    }
    throw new Complaint(ExitStatus.WRONG_USAGE, "--family must be 4 or 6, was " + family);
  }

  private void print(List<Look.Seen> seen, PrintWriter out) {
    boolean colour = color.colour();
    for (int i = 0; i < seen.size(); i++) {
      if (i > 0) {
        out.println();
      }
      LookTree.of(seen.get(i), colour).print(out);
    }
  }

  /** 1 if any is 1, else 3 if any is 3, else 0. */
  static int status(List<Look.Seen> seen) {
    int status = ExitStatus.OK;
    for (Look.Seen one : seen) {
      Verdict verdict = one.verdict();
      if (Boolean.FALSE.equals(verdict.healthy())) {
        return ExitStatus.FAULT;
      }
      status = verdict.healthy() == null ? ExitStatus.BLIND : status;
    }
    return status;
  }
}
