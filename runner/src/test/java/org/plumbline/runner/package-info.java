/** The runner on real stores, with a judge whose words are easy to foretell. */
@NullMarked
package org.plumbline.runner;

import org.jspecify.annotations.NullMarked;
