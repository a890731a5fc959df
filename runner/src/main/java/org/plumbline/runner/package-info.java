/**
 * The local engine: reads the log behind its cursor, hands each entry to the judge, and commits
 * what comes out together with the cursor.
 *
 * <p>One thread owns the judge, and saves it now and then. A restart takes the saved judge, or a
 * fresh one when there is none of this build, reads the log from there up to the committed cursor,
 * and says nothing on the way; since the judge is a function of the log, it then stands where it
 * stood.
 */
@NullMarked
package org.plumbline.runner;

import org.jspecify.annotations.NullMarked;
