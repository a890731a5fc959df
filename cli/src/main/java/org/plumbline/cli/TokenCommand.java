package org.plumbline.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.plumbline.store.Token;
import org.plumbline.wire.IssuedToken;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code plumb token}: who may do what at a server. */
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    description = {
      "Makes, lists and takes away the tokens of a server. On the server's own machine its data",
      "folder is proof enough, whether it runs or not; from elsewhere --server needs an admin token",
      "in PLUMB_ADMIN_TOKEN."
    },
    footer = {
      "",
      "Exit status: 0 done, 1 the server or its folder cannot be used, 2 wrong usage.",
      "Example: ./plumb token new --scope enrol"
    })
final class TokenCommand implements Runnable {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneId.systemDefault());

  @Option(
      names = "--data",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description =
          "data folder of the server (default: as in plumbline.yaml, else plumbline-data)")
  private @Nullable Path data;

  @Option(
      names = "--server",
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      description = "a server elsewhere, in place of a folder")
  private @Nullable URI server;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing: new, list, revoke");
  }

  @Command(
      name = "new",
      mixinStandardHelpOptions = true,
      description = {
        "Makes a token and prints it, this once: only its hash is kept. Scopes: enrol (one agent,",
        "within an hour), ingest (post facts), read (see everything), admin (all of it)."
      })
  int make(
      @Option(
              names = "--scope",
              required = true,
              paramLabel = "SCOPE",
              description = "enrol, ingest, read or admin")
          Token.Scope scope,
      @Option(names = "--name", paramLabel = "NAME", description = "what it is called in lists")
          @Nullable String name) {
    return at(desk -> {
      IssuedToken token = desk.issue(scope, name == null ? "" : name);
      PrintWriter err = spec.commandLine().getErr();
      PrintWriter out = spec.commandLine().getOut();
      out.println(token.secret());
      out.flush();
      err.println(told(token));
      if (scope == Token.Scope.ENROL) {
        err.println(
            "On the other machine: plumb agent --server http://THIS-MACHINE:8080 --token "
                + token.secret());
      }
      err.flush();
      return ExitStatus.OK;
    });
  }

  @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the tokens.")
  int list() {
    return at(desk -> {
      PrintWriter out = spec.commandLine().getOut();
      desk.all().forEach(token -> out.println(told(token)));
      out.flush();
      return ExitStatus.OK;
    });
  }

  @Command(
      name = "revoke",
      mixinStandardHelpOptions = true,
      description = "Takes a token away; the credential of an agent is called agent:VANTAGE.")
  int revoke(@Parameters(paramLabel = "NAME", description = "as list shows it") String name) {
    return at(desk -> {
      if (!desk.revoke(name)) {
        throw new Complaint(ExitStatus.WRONG_USAGE, "there is no token " + name);
      }
      return ExitStatus.OK;
    });
  }

  private static String told(IssuedToken token) {
    Instant expires = token.expires();
    return "%s: scope %s%s%s"
        .formatted(
            token.name(),
            token.scope(),
            token.vantage() == null ? "" : ", vantage " + token.vantage(),
            expires == null
                ? ""
                : (token.scope().equals("enrol") ? ", good once, until " : ", until ")
                    + TIME.format(expires));
  }

  private int at(Function<TokenDesk, Integer> work) {
    try (TokenDesk desk = desk()) {
      return work.apply(desk);
    }
  }

  private TokenDesk desk() {
    if (server != null) {
      String secret = System.getenv("PLUMB_ADMIN_TOKEN");
      if (secret == null || secret.isBlank()) {
        throw new Complaint(
            ExitStatus.WRONG_USAGE, "--server needs an admin token in PLUMB_ADMIN_TOKEN");
      }
      return new TokenDesk.Served(ServerUrl.checked(server), secret.strip());
    }
    if (data != null) {
      return TokenDesk.of(data);
    }
    Path configured = ConfigurationFile.read(null).data();
    return TokenDesk.of(configured == null ? UpCommand.DATA : configured);
  }
}
