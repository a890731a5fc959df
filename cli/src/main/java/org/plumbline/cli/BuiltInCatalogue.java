package org.plumbline.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.plumbline.config.CatalogueReader;
import org.plumbline.config.ConfigException;
import org.plumbline.config.ServiceCategory;
import org.plumbline.model.Service;

/**
 * The services of the internet at large that are watched unless the configuration says otherwise.
 */
final class BuiltInCatalogue {
  private static final String FOLDER = "catalogue/";

  private BuiltInCatalogue() {}

  /** All of them, by category in the order of the data formats, then in that of the files. */
  static List<Service> services() {
    CatalogueReader reader = new CatalogueReader();
    List<Service> services = new ArrayList<>();
    try {
      for (ServiceCategory category : ServiceCategory.values()) {
        String file = category.word() + ".yaml";
        services.addAll(reader.read(file, text(file)));
      }
    } catch (ConfigException e) {
      throw new IllegalStateException("the built-in catalogue is broken", e);
    }
    return List.copyOf(services);
  }

  private static String text(String file) {
    try (InputStream in = BuiltInCatalogue.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new IllegalStateException("not built in: " + FOLDER + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
