package org.plumbline.lab;

import java.time.Duration;
import java.util.List;
import org.plumbline.model.Vantage;

/**
 * A vantage and what is wrong with it.
 *
 * @param resolvers names of resolvers, the client's first
 * @param loss share of its packets that get lost
 * @param down share of its time without uplink
 * @param spell how long the uplink is away, or there, at a time
 * @param clock its clock minus the true time
 */
record VantageSpec(
    Vantage vantage,
    Place place,
    Provider network,
    List<String> resolvers,
    double loss,
    double down,
    Duration spell,
    Duration clock) {
  Asker asker() {
    return new Asker(vantage.id(), place, network, false);
  }
}
