package org.plumbline.api;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.plumbline.access.Refused;
import org.plumbline.store.Deliveries;
import org.plumbline.wire.Wire;

/** {@code GET /v1/alerts}: what was delivered, what is being tried, and what was not delivered. */
final class Alerts {
  private static final int LIMIT_USUAL = 100;

  private final Deliveries deliveries;

  Alerts(Deliveries deliveries) {
    this.deliveries = deliveries;
  }

  byte[] page(Query query) throws Refused {
    Set<Deliveries.State> states = query.words("state", Deliveries.State.values());
    int limit = query.limit(LIMIT_USUAL);
    // One more than wanted says whether there is a next page.
    List<Deliveries.Delivery> found =
        deliveries.find(
            states.isEmpty() ? EnumSet.allOf(Deliveries.State.class) : states,
            query.cursor(Long.MAX_VALUE),
            limit + 1);
    boolean more = found.size() > limit;
    List<Deliveries.Delivery> page = more ? found.subList(0, limit) : found;
    return Json.page(
        page.stream().map(Alerts::written).toList(),
        more ? Long.toString(page.getLast().number()) : null);
  }

  private static byte[] written(Deliveries.Delivery delivery) {
    return Json.object(json -> {
      json.writeNumberProperty("number", delivery.number());
      json.writeStringProperty("incident", delivery.incident());
      json.writeNumberProperty("version", delivery.version());
      json.writeStringProperty("channel", delivery.to().channel());
      if (!delivery.to().recipient().isEmpty()) {
        json.writeStringProperty("recipient", delivery.to().recipient());
      }
      json.writeStringProperty("state", delivery.state().word());
      json.writeNumberProperty("attempts", delivery.attempts());
      json.writeStringProperty("plannedAt", Wire.write(delivery.plannedAt()));
      if (delivery.state() == Deliveries.State.WAITING) {
        json.writeStringProperty("due", Wire.write(delivery.due()));
      }
      if (delivery.problem() != null) {
        json.writeStringProperty("problem", delivery.problem());
      }
    });
  }
}
