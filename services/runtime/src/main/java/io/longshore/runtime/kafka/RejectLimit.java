package io.longshore.runtime.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.longshore.domain.reject.Reject;
import java.util.Arrays;

/**
 * How large a reject may be. A record at the limit of its topic leaves no room for the reason
 * beside it: of such a one the beginning is kept, since a reject that cannot be written would stop
 * the service for good.
 *
 * @param bytes of the record that carries the reject
 */
public record RejectLimit(int bytes) {
  private static final int KEPT_OF_TEXT = 1_000;
  private static final int ROOM_FOR_TEXTS = 16 * 1_024;

  /** What a record and each of its headers cost beside their contents, generously. */
  private static final int AROUND_RECORD = 1_024;

  private static final int AROUND_HEADER = 32;

  public RejectLimit {
    if (bytes <= ROOM_FOR_TEXTS) {
      throw new IllegalArgumentException("no reject fits in " + bytes + " bytes");
    }
  }

  /** The reject itself if it fits, else one that says how much of the payload was kept. */
  public Reject applyTo(Reject reject) {
    if (size(reject) <= bytes) {
      return reject;
    }
    int kept = Math.min(reject.payload().length, bytes - ROOM_FOR_TEXTS);
    return new Reject(
        reject.service(),
        reject.reason(),
        "%s (of %,d bytes the first %,d are kept, and neither key nor headers)"
            .formatted(beginningOf(reject.message()), reject.payload().length, kept),
        reject.exception().map(RejectLimit::beginningOf),
        reject.source(),
        Arrays.copyOf(reject.payload(), kept),
        reject.at());
  }

  private static long size(Reject reject) {
    long headers =
        reject.headers().entrySet().stream()
            .mapToLong(e -> size(e.getKey()) + e.getValue().length + AROUND_HEADER)
            .sum();
    return AROUND_RECORD
        + (long) reject.payload().length
        + reject.key().length
        + headers
        + size(reject.message())
        + size(reject.exception().orElse(""))
        + size(reject.source());
  }

  private static long size(String text) {
    return text.getBytes(UTF_8).length;
  }

  /** Messages name what they found, which may be just as large. */
  private static String beginningOf(String text) {
    return text.length() <= KEPT_OF_TEXT ? text : text.substring(0, KEPT_OF_TEXT) + "…";
  }
}
