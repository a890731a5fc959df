/** Tests of the owners room. */
@NullMarked
package org.plumbline.owners;

import org.jspecify.annotations.NullMarked;
