package org.plumbline.model;

import java.io.Serializable;

/** A record that goes into the measurement log. */
public sealed interface Entry extends Serializable
    permits Service, Vantage, Route, Heartbeat, Gap, Measurement, Tick {
  /** The word of the {@code kind} field. */
  String kind();
}
