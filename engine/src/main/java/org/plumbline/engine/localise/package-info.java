/**
 * For whom it is wrong: which vantages suffer, which are spared, and the fewest attribute values
 * that part them.
 */
@NullMarked
package org.plumbline.engine.localise;

import org.jspecify.annotations.NullMarked;
