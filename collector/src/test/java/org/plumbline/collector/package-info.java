/** The collector on a real server on loopback, with stores in memory. */
@NullMarked
package org.plumbline.collector;

import org.jspecify.annotations.NullMarked;
