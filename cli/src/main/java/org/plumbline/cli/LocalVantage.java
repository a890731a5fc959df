package org.plumbline.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.plumbline.config.Configuration;
import org.plumbline.model.Family;
import org.plumbline.model.Resolver;
import org.plumbline.model.Vantage;

/**
 * This machine as a vantage: placed by the configuration, else by the system's time zone, else not
 * placed at all.
 *
 * @param placedBy in words; says how far the place can be believed
 */
record LocalVantage(Vantage vantage, String placedBy) {
  /** Of the vantage beside the server, unless the configuration says another. */
  static final String ID = "here";

  private static final String ZONES = "time-zones.tsv";
  private static final Set<String> SOUTH_AMERICA =
      Set.of("AR", "BO", "BR", "CL", "CO", "EC", "FK", "GF", "GY", "PE", "PY", "SR", "UY", "VE");

  /** Where the city of a time zone lies. */
  private record Spot(String country, @Nullable String continent, double lat, double lon) {}

  static LocalVantage of(
      Configuration.Whereabouts said, List<Resolver> resolvers, Set<Family> families, ZoneId zone) {
    return of(said, said.id() == null ? ID : said.id(), resolvers, families, zone);
  }

  /**
   * @param id whatever the configuration says
   */
  static LocalVantage of(
      Configuration.Whereabouts said,
      String id,
      List<Resolver> resolvers,
      Set<Family> families,
      ZoneId zone) {
    boolean placed = said.country() != null || said.lat() != null;
    Optional<Spot> spot = placed ? Optional.empty() : spot(zone.getId());
    Vantage vantage =
        new Vantage(
            id,
            said.network(),
            said.asn(),
            said.isp(),
            said.city(),
            said.region(),
            placed ? said.country() : spot.map(Spot::country).orElse(null),
            placed ? null : spot.map(Spot::continent).orElse(null),
            placed ? said.lat() : spot.map(Spot::lat).orElse(null),
            placed ? said.lon() : spot.map(Spot::lon).orElse(null),
            families.stream().sorted().toList(),
            resolvers,
            null,
            Vantage.Standing.TRUSTED);
    return new LocalVantage(
        vantage,
        placed
            ? "placed by the configuration"
            : spot.isPresent() ? "placed by the time zone " + zone.getId() : "unplaced");
  }

  private static Optional<Spot> spot(String zone) {
    try (InputStream table = LocalVantage.class.getResourceAsStream(ZONES);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> line.startsWith(zone + "\t"))
          .map(line -> line.split("\t"))
          .map(part ->
              new Spot(
                  part[1],
                  continent(zone, part[1]),
                  Double.parseDouble(part[2]),
                  Double.parseDouble(part[3])))
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable String continent(String zone, String country) {
    String area = zone.substring(0, Math.max(0, zone.indexOf('/')));
    return switch (area) {
      case "Africa" -> "AF";
      case "America" -> SOUTH_AMERICA.contains(country) ? "SA" : "NA";
      case "Antarctica" -> "AN";
      case "Asia" -> "AS";
      case "Australia", "Pacific" -> "OC";
      case "Europe" -> "EU";
      default -> null;
    };
  }
}
