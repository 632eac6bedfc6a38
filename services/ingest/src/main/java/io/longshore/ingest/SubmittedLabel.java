package io.longshore.ingest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A label that comes after its image.
 *
 * @param receipt as ingest gave it for the image
 * @param labelledAt null for now
 * @param source who sends
 * @param payload the label as it came, kept when it is refused
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of bytes; never compared
public record SubmittedLabel(
    String receipt,
    String className,
    @Nullable Instant labelledAt,
    String source,
    byte[] payload) {}
