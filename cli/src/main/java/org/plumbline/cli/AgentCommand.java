package org.plumbline.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.plumbline.agent.Agent;
import org.plumbline.agent.Enroller;
import org.plumbline.agent.Home;
import org.plumbline.agent.Setup;
import org.plumbline.config.Configuration;
import org.plumbline.model.Vantage;
import org.plumbline.wire.Enrolment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plumb agent}: this machine as a vantage of a server elsewhere. */
@Command(
    name = "agent",
    mixinStandardHelpOptions = true,
    description = {
      "Measures from here for a server elsewhere, until Ctrl-C. Enrols once; what it finds is kept",
      "on disk until the server has it, for eight days."
    },
    footer = {
      "",
      "Exit status: 0 stopped by a signal, 1 cannot run (token, data folder), 2 wrong usage or",
      "configuration.",
      "Example: ./plumb agent --server https://plumbline.example.com --token TOKEN"
    })
final class AgentCommand implements Callable<Integer> {
  private static final Path DATA = Path.of("plumbline-agent");
  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** Between two tries to be enrolled: a person watches. */
  private static final Duration AGAIN = Duration.ofSeconds(2);

  @Option(
      names = "--server",
      required = true,
      paramLabel = "URL",
      description = "the server, such as https://plumbline.example.com")
  private URI server;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description = "enrolment token (plumb token new --scope enrol); needed at the first start")
  private @Nullable String token;

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "what this vantage is called (default: vantage.id, else the host's name)")
  private @Nullable String id;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "configuration (docs/agents.md); plumbline.yaml is read when it is here")
  private @Nullable Path config;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "where it keeps what it finds (default: plumbline-agent)")
  private @Nullable Path data;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Configuration configuration = ConfigurationFile.read(config);
    URI base = ServerUrl.checked(server);
    Path folder = data == null ? DATA : data;
    try (CtrlC stop = CtrlC.interruptsThisThread();
        Home home = opened(folder);
        HttpClient http = client()) {
      stop.done(ExitStatus.OK);
      try {
        run(configuration, base, home, http);
      } finally {
        http.shutdownNow();
      }
    } catch (InterruptedException signal) {
      // The ordinary end: everything above has been closed in order.
    }
    return ExitStatus.OK;
  }

  private static HttpClient client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(CONNECT)
        .build();
  }

  private static Home opened(Path folder) {
    try {
      return Home.open(folder)
          .orElseThrow(() ->
              new Complaint(
                  ExitStatus.FAULT,
                  "the data folder "
                      + folder.toAbsolutePath()
                      + " is in use by another agent: stop that one, or give this one a folder of"
                      + " its own with --data"));
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }

  private static Complaint unusable(Path folder, IOException e) {
    return new Complaint(
        ExitStatus.FAULT,
        "the data folder "
            + folder.toAbsolutePath()
            + " cannot be used ("
            + e
            + "): make it writable, or choose another with --data");
  }

  private void run(Configuration configuration, URI base, Home home, HttpClient http)
      throws InterruptedException, IOException {
    Optional<Home.Enrolment> known = home.enrolment();
    LocalVantage here = here(configuration, known);
    Home.Enrolment enrolment =
        known.isPresent() ? same(known.get(), base) : enrolled(here.vantage(), base, home, http);
    InstantSource clock = InstantSource.system();
    Setup setup =
        LocalAgent.setup(
            configuration,
            here.vantage(),
            home.nextEpoch(clock),
            new Setup.Collector(base, enrolment.credential()));
    long waiting = home.waitingBytes();
    try (Agent agent =
        new Agent(setup, LocalAgent.means(configuration, setup, http, clock, this::say), home)) {
      agent.start();
      say("Vantage %s measures for %s, %s.".formatted(here.vantage().id(), base, here.placedBy()));
      if (waiting > 0) {
        say("%.1f MB of facts from before wait for the server.".formatted(waiting / 1e6));
      }
      new CountDownLatch(1).await();
    }
  }

  private LocalVantage here(Configuration configuration, Optional<Home.Enrolment> known) {
    String said = id == null ? configuration.vantage().id() : id;
    if (known.isPresent() && said != null && !said.equals(known.get().vantage())) {
      throw new Complaint(
          ExitStatus.WRONG_USAGE,
          "this data folder is that of vantage %s, not %s: give %s a folder of its own with --data"
              .formatted(known.get().vantage(), said, said));
    }
    String called =
        known.isPresent() ? known.get().vantage() : said == null ? HostName.asId() : said;
    return LocalAgent.vantage(configuration, called);
  }

  private static Home.Enrolment same(Home.Enrolment known, URI base) {
    if (!known.server().equals(base)) {
      throw new Complaint(
          ExitStatus.WRONG_USAGE,
          "this data folder belongs to an agent of %s: give one of %s a folder of its own with --data"
              .formatted(known.server(), base));
    }
    return known;
  }

  private Home.Enrolment enrolled(Vantage vantage, URI base, Home home, HttpClient http)
      throws InterruptedException, IOException {
    if (token == null) {
      throw new Complaint(
          ExitStatus.WRONG_USAGE,
          "--token is needed at the first start: plumb token new --scope enrol makes one on the"
              + " server's machine");
    }
    if (base.getScheme().equals("http") && !isLoopback(base)) {
      say("Remark: http shows the credential to whoever is on the way; https does not.");
    }
    boolean told = false;
    while (true) {
      switch (Enroller.enrol(http, base, new Enrolment.Request(token, vantage))) {
        case Enroller.Result.Enrolled(Enrolment.Answer answer) -> {
          Home.Enrolment enrolment = new Home.Enrolment(base, vantage.id(), answer.credential());
          home.enrol(enrolment, answer.epoch());
          say("Enrolled at " + base + " as vantage " + vantage.id() + ".");
          return enrolment;
        }
        case Enroller.Result.Refused(int status, String why) ->
            throw new Complaint(ExitStatus.FAULT, refusal(base, status, why));
        case Enroller.Result.Away(String why) -> {
          if (!told) {
            say("The server does not answer: " + why + ". Trying on, every 2 s.");
            told = true;
          }
          Thread.sleep(AGAIN);
        }
      }
    }
  }

  private static String refusal(URI base, int status, String why) {
    return base
        + " does not enrol this machine: "
        + (why.isEmpty() ? "status " + status : why)
        + switch (status) {
          case 401 -> ". Make another on the server's machine: plumb token new --scope enrol";
          case 409 -> ". Another id is given with --id";
          default -> "";
        };
  }

  private static boolean isLoopback(URI base) {
    String host = base.getHost();
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }

  private void say(String text) {
    PrintWriter out = spec.commandLine().getOut();
    synchronized (out) {
      out.println(text);
      out.flush();
    }
  }
}
