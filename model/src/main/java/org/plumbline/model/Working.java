package org.plumbline.model;

import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An address that completed a valid exchange for a name: the candidate of a cross-over test. */
public record Working(String address, @Nullable String owner, int vouchers, Instant at)
    implements Serializable {}
