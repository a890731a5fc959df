package org.plumbline.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.plumbline.config.CatalogueReader;
import org.plumbline.config.ConfigException;
import org.plumbline.model.Service;
import org.plumbline.wire.Wire;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plumb catalogue}: the services of the internet at large that are built in. */
@Command(
    name = "catalogue",
    mixinStandardHelpOptions = true,
    description = {
      "The built-in services: who is watched, and what is asked of them, every five minutes.",
      "The configuration chooses among them: catalogue: [cdn, dns, github]."
    },
    footer = {
      "",
      "Exit status: 0 done, 2 the file is wrong or cannot be read.",
      "Example: ./plumb catalogue check my-services.yaml"
    })
final class CatalogueCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    list(false);
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the services by category, with what is asked of each.")
  void list(@Option(names = "--json", description = "Service records, one a line.") boolean json) {
    List<Service> services = BuiltInCatalogue.services();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      for (Service service : services) {
        out.println(new String(Wire.write(service), StandardCharsets.UTF_8));
      }
    } else {
      out.print(CatalogueTable.of(services, Paint.When.AUTO.colour()));
      out.println(count(services) + ". More of each: ./plumb catalogue list --json");
    }
    out.flush();
  }

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = {
        "Reads a catalogue file (docs/catalogue.md) and says everything that is wrong with it,",
        "with file, line, key, value and rule. Nothing is sent."
      },
      footer = {"", "Exit status: 0 the file is right, 2 it is wrong or cannot be read."})
  void check(@Parameters(paramLabel = "FILE", description = "A YAML file.") Path file) {
    try {
      List<Service> services = new CatalogueReader().read(file.toString(), TextFile.read(file));
      PrintWriter out = spec.commandLine().getOut();
      out.println(file + " is right: " + count(services) + ".");
      out.flush();
    } catch (ConfigException e) {
      throw new Complaint(ExitStatus.WRONG_USAGE, "the catalogue is refused:\n" + e.getMessage());
    }
  }

  private static String count(List<Service> services) {
    long checks = services.stream().mapToLong(service -> service.checks().size()).sum();
    return "%d service%s, %d check%s"
        .formatted(
            services.size(), services.size() == 1 ? "" : "s", checks, checks == 1 ? "" : "s");
  }
}
