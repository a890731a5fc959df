/** The {@code plumb} command: the one place where everything is wired together. */
@NullMarked
package org.plumbline.cli;

import org.jspecify.annotations.NullMarked;
