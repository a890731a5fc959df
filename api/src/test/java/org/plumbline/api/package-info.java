/** Tests of the read API, over real HTTP on loopback. */
@NullMarked
package org.plumbline.api;

import org.jspecify.annotations.NullMarked;
