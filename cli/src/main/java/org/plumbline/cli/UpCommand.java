package org.plumbline.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.plumbline.config.Configuration;
import org.plumbline.model.Check;
import org.plumbline.model.Family;
import org.plumbline.model.Service;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plumb up}: the whole system in one process. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = {
      "Watches the world from here: your own services and well-known ones, in one process with",
      "collector, engine, store, API and dashboard. Runs until Ctrl-C."
    },
    footer = {
      "",
      "Exit status: 0 stopped by a signal, 1 cannot run (port, data folder), 2 wrong usage or",
      "configuration.",
      "Example: ./plumb up --watch https://shop.example.com/basket"
    })
final class UpCommand implements Callable<Integer> {
  /** Where everything is kept, unless one says otherwise. */
  static final Path DATA = Path.of("plumbline-data");

  private static final InetSocketAddress LISTEN = new ListenAddress().convert("127.0.0.1:8080");
  private static final Duration WATCH_TIMEOUT = Duration.ofSeconds(10);

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "configuration (docs/configuration.md); plumbline.yaml is read when it is here")
  private @Nullable Path config;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "where everything is kept (default: plumbline-data)")
  private @Nullable Path data;

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS:PORT",
      converter = ListenAddress.class,
      description = "where the dashboard is (default: 127.0.0.1:8080)")
  private @Nullable InetSocketAddress listen;

  @Option(
      names = "--host",
      paramLabel = "NAME",
      description = "a name under which browsers reach this server, beside its address; repeatable")
  private Set<String> hosts = Set.of();

  @Option(
      names = "--watch",
      arity = "1..*",
      paramLabel = "TARGET",
      description = "a service to watch without a file: host, host:port or URL")
  private List<String> watch = List.of();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Configuration configuration = withWatched(ConfigurationFile.read(config));
    PrintWriter out = spec.commandLine().getOut();
    try (CtrlC stop = CtrlC.interruptsThisThread();
        UpSystem system =
            UpSystem.open(
                configuration,
                chosen(data, configuration.data(), DATA),
                address(configuration),
                hosts)) {
      stop.done(ExitStatus.OK);
      system.start();
      new UpStory(system, configuration.services().size(), out).tell();
    } catch (InterruptedException signal) {
      // The ordinary end: everything above has been closed in order.
    }
    return ExitStatus.OK;
  }

  private static <T> T chosen(@Nullable T option, @Nullable T configured, T usual) {
    return option != null ? option : configured != null ? configured : usual;
  }

  private InetSocketAddress address(Configuration configuration) {
    return chosen(listen, configuration.listen(), LISTEN);
  }

  private Configuration withWatched(Configuration configuration) {
    List<Service> services = new ArrayList<>();
    for (String typed : watch) {
      LookTarget target = LookTarget.parse(typed);
      Check check = target.check(WATCH_TIMEOUT, List.of(Family.V4));
      services.add(target.service(check));
    }
    return services.isEmpty() ? configuration : configuration.withOwn(services);
  }
}
