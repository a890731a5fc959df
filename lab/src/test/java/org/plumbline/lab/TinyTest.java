package org.plumbline.lab;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.plumbline.config.ConfigException;

/** Tests in a tiny world, with a clock that they set. */
class TinyTest {
  static final long SEED = 42;

  private @Nullable LabWorld world;
  private @Nullable SetClock clock;

  /** The tiny file, with lines of its own at the end. */
  static String file(String more) {
    return resource("tiny.yaml") + "\n" + more;
  }

  static String resource(String name) {
    try (InputStream in = requireNonNull(TinyTest.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  void open(String yaml) throws ConfigException, IOException {
    close();
    Scenario scenario = Scenario.parse("tiny.yaml", yaml);
    SetClock standing = LabClock.standing(scenario.start());
    clock = standing;
    world = LabWorld.open(scenario, standing, SEED);
  }

  LabWorld world() {
    return requireNonNull(world);
  }

  Client client(String vantage) {
    return new Client(world().network(vantage));
  }

  void at(Duration offset) {
    requireNonNull(clock).startAt(offset);
  }

  @AfterEach
  void close() {
    if (world != null) {
      world.close();
    }
  }
}
