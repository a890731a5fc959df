/**
 * Is something wrong: every measurement becomes one trial, and trials that a vantage's own normal
 * failure rate does not explain become an alarm. Event time only; nothing here says why.
 */
@NullMarked
package org.plumbline.engine.detect;

import org.jspecify.annotations.NullMarked;
