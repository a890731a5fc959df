/** The embedded store under the contract of a store, and what is its own. */
@NullMarked
package org.plumbline.store.embedded;

import org.jspecify.annotations.NullMarked;
