/**
 * The vantage at work: it schedules runs, deepens a failure at once, looks to itself, and ships
 * facts.
 *
 * <p>An agent reports facts and never a verdict. Each (check, family) is a {@link Lane}, one
 * virtual thread that does one thing at a time, so that runs of the same kind can neither overlap
 * nor pile up. What a lane finds goes into the {@link Outbox}, which the {@link Shipper} empties
 * towards the collector; {@link Assignments} says which lanes there are, and {@link Heart} tells
 * once a minute whether the agent itself is fit. All waiting goes through {@link Pace}, all records
 * are dated by the vantage's own clock, which may be wrong.
 */
@NullMarked
package org.plumbline.agent;

import org.jspecify.annotations.NullMarked;
