package org.plumbline.model;

/** A record that goes into the measurement log. */
public sealed interface Entry permits Service, Vantage, Route, Heartbeat, Gap, Measurement, Tick {
  /** The word of the {@code kind} field. */
  String kind();
}
