/**
 * The store of one machine: two SQLite files in one folder that one process owns.
 *
 * <p>{@code log.db} holds the log as compressed blocks and an index of the measurements in it;
 * {@code truth.db} what was judged and configured. Both are write-ahead logged with {@code
 * synchronous=FULL}: what was acknowledged survives a power loss. They are two files because the
 * log grows with the fleet and may be cut, while the truth is small and kept for years; the cursor
 * of the truth points into the log and only ever to what the log has committed before.
 */
@NullMarked
package org.plumbline.store.embedded;

import org.jspecify.annotations.NullMarked;
