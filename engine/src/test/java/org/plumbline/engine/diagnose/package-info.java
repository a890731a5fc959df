/** Tests of what is said of the facts: each a sentence about a kind of fault. */
@NullMarked
package org.plumbline.engine.diagnose;

import org.jspecify.annotations.NullMarked;
