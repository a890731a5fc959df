/**
 * The local engine: reads the log behind its cursor, hands each entry to the judge, and commits
 * what comes out together with the cursor.
 *
 * <p>One thread owns the judge. A restart reads the log again from its beginning up to the
 * committed cursor and says nothing on the way; since the judge is a function of the log, it then
 * stands where it stood.
 */
@NullMarked
package org.plumbline.runner;

import org.jspecify.annotations.NullMarked;
