package org.plumbline.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Incident;
import org.plumbline.store.Store;
import org.plumbline.store.StoreException;
import org.plumbline.store.embedded.EmbeddedStore;
import org.plumbline.wire.Visible;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code plumb export}: a recording of what a server measured and said. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a recording of what a server measured and said: services and vantages first, then",
      "the facts in the order in which they came in, then the incidents in all their versions, as",
      "JSON Lines. The server may run meanwhile; nothing of it is changed.",
      "plumb replay gives the same incidents again when the recording begins where the log does."
    },
    footer = {
      "",
      "Exit status: 0 all of it was written, 2 there is no such data folder or incident.",
      "Examples:",
      "  ./plumb export --out all.jsonl.gz                   everything that is kept",
      "  ./plumb export --since 2h | ./plumb replay -        the last two hours, judged again",
      "  ./plumb export --since 2026-11-25T18:00:00Z --until 2026-11-25T19:00:00Z",
      "  ./plumb export --incident 9c1d0b5e2f7a4c33 --out incident.jsonl.gz"
    })
final class ExportCommand implements Callable<Integer> {
  /** What an incident is told with: what was usual before it. */
  private static final Duration BEFORE_INCIDENT = Duration.ofHours(1);

  /** A recording in which the incident's last version was said. */
  private static final Duration AFTER_INCIDENT = Duration.ofSeconds(30);

  /** How a recording is written. */
  private enum Format {
    JSONL
  }

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "plumbline-data",
      description = "the server's data folder (default: ${DEFAULT-VALUE})")
  private Path data;

  @Option(
      names = "--since",
      paramLabel = "T",
      description = "only what came in from then on: a time, or 2h for two hours ago")
  private @Nullable String since;

  @Option(names = "--until", paramLabel = "T", description = "only what came in before then")
  private @Nullable String until;

  @Option(
      names = "--incident",
      paramLabel = "ID",
      description = "only this incident, with all facts from an hour before it to its end")
  private @Nullable String incident;

  @Option(
      names = "--format",
      defaultValue = "jsonl",
      description = "how it is written: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private Format format;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "where to write instead of standard output; gzip when it ends in .gz")
  private @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    Instant from = since == null ? Instant.EPOCH : Moment.parse(since, InstantSource.system());
    Instant to = until == null ? Instant.MAX : Moment.parse(until, InstantSource.system());
    try (Store store = opened()) {
      Export export = new Export(store, from, to, List.of());
      if (incident != null) {
        export = of(store, incident);
      }
      try (OutputStream destination = destination()) {
        switch (format) {
          case JSONL -> export.write(destination);
        }
      }
    }
    return ExitStatus.OK;
  }

  private Store opened() {
    try {
      return EmbeddedStore.openToRead(data, InstantSource.system());
    } catch (StoreException e) {
      throw new Complaint(
          ExitStatus.WRONG_USAGE, "cannot export: %s (--data DIR)".formatted(e.getMessage()));
    }
  }

  private static Export of(Store store, String id) {
    List<Incident> history = store.incidents().history(id);
    if (history.isEmpty()) {
      throw new Complaint(ExitStatus.WRONG_USAGE, "there is no incident " + Visible.text(id));
    }
    Incident newest = history.getLast();
    return new Export(
        store,
        newest.startedAt().minus(BEFORE_INCIDENT),
        newest.state().isEnd() ? newest.emittedAt().plus(AFTER_INCIDENT) : Instant.MAX,
        history);
  }

  private OutputStream destination() throws IOException {
    if (out == null) {
      return new BufferedOutputStream(System.out);
    }
    try {
      OutputStream file = new BufferedOutputStream(Files.newOutputStream(out));
      return out.toString().endsWith(".gz") ? new GZIPOutputStream(file) : file;
    } catch (IOException e) {
      throw Complaint.unwritable(out, e);
    }
  }
}
