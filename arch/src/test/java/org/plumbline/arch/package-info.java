/** The repository reads itself: what ARCHITECTURE.md and STYLE.md say is a test here. */
@NullMarked
package org.plumbline.arch;

import org.jspecify.annotations.NullMarked;
