/**
 * What people and programs read: incidents, their evidence, services, vantages and measurements as
 * JSON, changes as they happen, and the dashboard.
 *
 * <p>Nothing is judged or changed here. Every answer is bounded, records are the bytes of the data
 * formats spliced into lists, and everything that came from the network stays inside JSON strings.
 */
@NullMarked
package org.plumbline.api;

import org.jspecify.annotations.NullMarked;
