/** Tests of the read API, over real HTTP on loopback. */
@NullMarked
package org.plumbline.access;

import org.jspecify.annotations.NullMarked;
