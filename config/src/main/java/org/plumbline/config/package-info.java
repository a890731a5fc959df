/**
 * YAML in, values out: every complaint says file, line, key, value and the rule that it breaks.
 *
 * <p>A file is read whole and all complaints are gathered, so that its author mends it once.
 */
@NullMarked
package org.plumbline.config;

import org.jspecify.annotations.NullMarked;
