package org.plumbline.agent;

/**
 * Where all measurements of an agent's epoch are: produced = acknowledged + queued + dropped.
 *
 * @param queued waiting for the collector or under way to it
 */
public record Stock(long produced, long acknowledged, long queued, long dropped) {}
