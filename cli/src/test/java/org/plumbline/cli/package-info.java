/** Tests of the command line: what a person types, and what they read. */
@NullMarked
package org.plumbline.cli;

import org.jspecify.annotations.NullMarked;
