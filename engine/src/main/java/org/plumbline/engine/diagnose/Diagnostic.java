package org.plumbline.engine.diagnose;

import java.io.Serializable;
import java.time.Instant;
import org.plumbline.model.Measurement;

/** A run of diagnostic depth, at its corrected time. */
public record Diagnostic(Measurement measurement, Instant at) implements Serializable {}
