package org.plumbline.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Depth;
import org.plumbline.model.Measurement;
import org.plumbline.model.Observation;
import org.plumbline.model.Question;
import org.plumbline.model.Trigger;
import org.plumbline.wire.Visible;
import org.plumbline.wire.Wire;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plumb trace}: the delegation walk alone. */
@Command(
    name = "trace",
    mixinStandardHelpOptions = true,
    description =
        "Walks from the root to a name and asks every server: who says what, and where they differ.",
    footer = {
      "",
      "Exit status: 0 an answer at the end, 1 none, 2 wrong usage.",
      "Example: ./plumb trace www.example.org AAAA"
    })
final class TraceCommand implements Callable<Integer> {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "NAME", description = "what to walk to")
  private String name;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "TYPE",
      defaultValue = "A",
      description = "record type (default: ${DEFAULT-VALUE})")
  private String type;

  @Option(names = "--json", description = "print one measurement record")
  private boolean json;

  @Option(names = "--roots", paramLabel = "FILE", description = "root hints in zone-file form")
  private @Nullable Path roots;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description = "always, never or auto (default: ${DEFAULT-VALUE})")
  private Paint.When color;

  @Override
  public Integer call() {
    if (!type.matches("[A-Za-z][A-Za-z0-9]{0,15}")) {
      throw new Complaint(ExitStatus.WRONG_USAGE, "no record type: " + Visible.text(type));
    }
    String host = LookTarget.parse(name).host();
    String asked = type.toUpperCase(Locale.ROOT);
    Instant at = InstantSource.system().instant().truncatedTo(ChronoUnit.MILLIS);
    List<Observation> facts;
    try (Progress progress = new Progress();
        Place place =
            new RealPlace(new RealPlace.Choice(List.of(), true, roots, null, roots != null))) {
      progress.say("walking to " + host);
      facts = place.prober().trace(new Question(host, asked), TIMEOUT);
    }
    Measurement walk =
        new Measurement(
            "here:1:1",
            host + "/dns",
            host,
            "here",
            at,
            null,
            Depth.DIAGNOSTIC,
            Trigger.PERSON,
            null,
            null,
            facts);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(new String(Wire.write(walk), StandardCharsets.UTF_8));
      out.flush();
    } else {
      draw(walk, host + " " + asked, out);
    }
    return answered(facts) ? ExitStatus.OK : ExitStatus.FAULT;
  }

  private void draw(Measurement walk, String title, PrintWriter out) {
    Tree tree = new Tree(color.colour());
    Camps camps = Camps.of(List.of(walk));
    tree.title(title + ", walked from the root");
    new TreeServers(tree, camps).draw(List.of(walk));
    tree.heading("Answer of the walk");
    for (Observation fact : walk.observations()) {
      if (fact instanceof Observation.Dns dns) {
        TreeSteps.dns(tree, camps, dns);
      }
    }
    tree.print(out);
  }

  private static boolean answered(List<Observation> facts) {
    return !facts.isEmpty()
        && facts.getLast() instanceof Observation.Dns dns
        && dns.attempt().outcome().ok();
  }
}
