/** An agent under test: time is stepped, runs are scripted, HTTP is real and on loopback. */
@NullMarked
package org.plumbline.agent;

import org.jspecify.annotations.NullMarked;
