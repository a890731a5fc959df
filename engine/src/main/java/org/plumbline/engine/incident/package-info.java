/**
 * The story: alarms become incidents that open, change, recover and are told in sentences. {@link
 * org.plumbline.engine.incident.Engine} is the way in.
 */
@NullMarked
package org.plumbline.engine.incident;

import org.jspecify.annotations.NullMarked;
