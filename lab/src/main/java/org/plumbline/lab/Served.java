package org.plumbline.lab;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a vantage was served for one check, as counted by the servers.
 *
 * @param served answers of the resolver that its client uses
 * @param wrong of these, how many were no answer, or led where the check is not served
 * @param firstWrong scenario time, absent when none was wrong
 */
public record Served(
    String vantage,
    String check,
    long served,
    long wrong,
    @Nullable Instant firstWrong,
    @Nullable Instant lastWrong) {}
