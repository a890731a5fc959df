/** The one way out: every socket that a probe opens comes through {@link Network}. */
@NullMarked
package org.plumbline.net;

import org.jspecify.annotations.NullMarked;
