/**
 * The data formats as JSON Lines: everything that crosses a process boundary is read and written
 * here.
 *
 * <p>Readers stream, ignore fields that they do not know, and answer {@link Unreadable} with the
 * reason for what they cannot read. Writers leave out what is unknown and give the same bytes for
 * the same value.
 */
@NullMarked
package org.plumbline.wire;

import org.jspecify.annotations.NullMarked;
