package org.plumbline.alert;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.plumbline.config.AlertSettings;
import org.plumbline.config.Secret;
import org.plumbline.store.Store;
import org.plumbline.store.embedded.EmbeddedStore;

/** A process that commits incidents and tells of them until it is killed, or its input ends. */
final class AlertUntilKilled {
  private AlertUntilKilled() {}

  /**
   * @param arguments the folder, the port of the receiver, and how many incidents there are in all
   */
  public static void main(String[] arguments) throws IOException {
    AlertSettings settings =
        new AlertSettings(
            List.of(
                new AlertSettings.Webhook(
                    "ops",
                    URI.create("http://127.0.0.1:" + arguments[1] + "/"),
                    new Secret(WebhookReceiver.SECRET))),
            List.of(),
            List.of("127.0.0.0/8"),
            List.of(),
            null);
    InstantSource clock = InstantSource.system();
    try (Store store = EmbeddedStore.open(Path.of(arguments[0]), clock);
        Alerts alerts =
            new Alerts(
                store, settings, URI.create("http://127.0.0.1:8080"), clock, new Random(1))) {
      alerts.start();
      for (long i = store.truth().cursor() + 1; i <= Long.parseLong(arguments[2]); i++) {
        Stories.commit(store, new Stories("%016x".formatted(i)).next());
      }
      System.in.readAllBytes();
    }
  }
}
