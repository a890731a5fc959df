/**
 * People and their programs are told: each alerted version of an incident goes from the outbox to
 * the channels that the routes choose, and is tried until it has arrived or is given up.
 *
 * <p>{@link org.plumbline.alert.Planner} turns a row of the outbox into deliveries, in one commit;
 * each channel has a {@link org.plumbline.alert.Courier} of its own, one thread, so that a slow
 * channel holds up nobody else. What is sent has an id that never changes over retries and
 * restarts: it arrives at least once, and a receiver can tell the second time. Every receiver is
 * reached through {@link org.plumbline.alert.Dialer}, which looks up once and connects to exactly
 * what it checked.
 */
@NullMarked
package org.plumbline.alert;

import org.jspecify.annotations.NullMarked;
