/** The contract of a store, and the store in memory under it. */
@NullMarked
package org.plumbline.store;

import org.jspecify.annotations.NullMarked;
