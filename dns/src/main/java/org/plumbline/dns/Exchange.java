package org.plumbline.dns;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.plumbline.model.Outcome;
import org.plumbline.model.Question;
import org.plumbline.net.Endpoint;

/**
 * One question to one server, and what became of it.
 *
 * @param transport of the last attempt
 * @param elapsed of all attempts together; the configured duration when it ran out
 * @param outcome ok for NOERROR alone; inconclusive when nothing could be sent from here
 * @param response what was said, also with a failure; absent when nothing readable came
 */
public record Exchange(
    Endpoint server,
    Question question,
    Transport transport,
    Duration elapsed,
    Outcome outcome,
    @Nullable Response response) {}
