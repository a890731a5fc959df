package org.plumbline.model;

import java.time.Instant;

/**
 * An entry as it stands in the log.
 *
 * @param receivedAt stamped by the one appender; the order of the log is the order of this
 */
public record Logged(Instant receivedAt, Entry entry) {}
