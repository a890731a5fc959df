/** Tests of the room that tells people, against real receivers on loopback. */
@NullMarked
package org.plumbline.alert;

import org.jspecify.annotations.NullMarked;
