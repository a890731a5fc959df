/**
 * What is kept and how it is asked for: ports by role, an implementation in memory, and (in the
 * test jar) the contract that every implementation passes.
 *
 * <p>Two truths, kept apart because they grow differently: the log (append only; {@link
 * org.plumbline.store.MeasurementLog}, and {@link org.plumbline.store.Measurements} and {@link
 * org.plumbline.store.Directory} read from it) and what was judged or configured ({@link
 * org.plumbline.store.Truth} and the ports beside it). A port method that returns has made its
 * change durable; what could not be done is a {@link org.plumbline.store.StoreException}.
 */
@NullMarked
package org.plumbline.store;

import org.jspecify.annotations.NullMarked;
