/**
 * One run of one check: what a client does, step by step, and what a diagnostician asks beside it.
 *
 * <p>Nothing below DNS takes a name; every address is chosen here, every phase is timed here, and
 * what a target does wrong is an observation, never an exception.
 */
@NullMarked
package org.plumbline.probe;

import org.jspecify.annotations.NullMarked;
