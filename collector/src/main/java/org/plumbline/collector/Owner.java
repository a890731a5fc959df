package org.plumbline.collector;

import org.jspecify.annotations.Nullable;

/**
 * Who announces an address.
 *
 * @param asn number of the autonomous system
 * @param name of the owner, where it is known
 */
public record Owner(long asn, @Nullable String name) {}
