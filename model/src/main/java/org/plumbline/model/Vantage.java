package org.plumbline.model;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who measures, from where. Repeated when it changes.
 *
 * @param network kind of network: eyeball, wireless, backbone, cloud, enterprise
 * @param region ISO 3166-2
 * @param country ISO 3166-1 alpha-2
 * @param operator who runs the agent
 */
public record Vantage(
    String id,
    @Nullable String network,
    @Nullable Long asn,
    @Nullable String isp,
    @Nullable String city,
    @Nullable String region,
    @Nullable String country,
    @Nullable String continent,
    @Nullable Double lat,
    @Nullable Double lon,
    List<Family> families,
    List<Resolver> resolvers,
    @Nullable String operator,
    Standing standing)
    implements Entry {
  /** What an id looks like, as a regular expression. */
  public static final String ID_FORM = "[a-z0-9.-]{1,64}";

  /** How much a vantage is believed; stamped by the collector, trusted where absent. */
  public enum Standing implements Term {
    TRUSTED,
    NEW,
    QUARANTINED;

    private final String word = name().toLowerCase(Locale.ROOT);

    @Override
    public String word() {
      return word;
    }
  }

  public Vantage {
    families = List.copyOf(families);
    resolvers = List.copyOf(resolvers);
  }

  @Override
  public String kind() {
    return "vantage";
  }
}
