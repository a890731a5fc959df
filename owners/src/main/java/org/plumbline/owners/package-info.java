/**
 * Who an address belongs to: the operator's own file, or origin look-ups over DNS, cached and
 * budgeted.
 *
 * <p>An owner that is not known soon is left out, because facts must not wait and the engine is
 * right without owners, if less sharp. What an agent said of itself stands.
 */
@NullMarked
package org.plumbline.owners;

import org.jspecify.annotations.NullMarked;
