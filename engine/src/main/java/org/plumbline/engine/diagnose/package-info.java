/**
 * Why it is wrong: a table of hypotheses, each of which states which trials it covers, what they
 * look like and how rare it is; one likelihood scores them all, the vantage's own faults among
 * them.
 */
@NullMarked
package org.plumbline.engine.diagnose;

import org.jspecify.annotations.NullMarked;
