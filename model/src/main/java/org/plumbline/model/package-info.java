/**
 * The vocabulary: what an agent reports and what the engine says, as immutable values.
 *
 * <p>Nothing here does I/O, reads a clock or knows JSON. Field names follow the data formats and
 * RFC 9499 for DNS; a field that is unknown is {@code null} here and absent there, never an
 * invented value. What the data formats say of time, order and identity of entries is here too,
 * because recordings and stores must agree on it.
 */
@NullMarked
package org.plumbline.model;

import org.jspecify.annotations.NullMarked;
