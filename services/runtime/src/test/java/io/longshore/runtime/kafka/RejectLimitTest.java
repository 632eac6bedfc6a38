package io.longshore.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.reject.Reject;
import io.longshore.domain.reject.RejectReason;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RejectLimitTest {
  private static final RejectLimit LIMIT = new RejectLimit(100_000);

  @Test
  void a_reject_that_fits_is_kept_whole() {
    Reject reject = reject("broken", new byte[50_000], Map.of("trace", new byte[1_000]));

    assertThat(LIMIT.applyTo(reject)).isSameAs(reject);
  }

  @Test
  void of_a_large_payload_the_beginning_is_kept_and_the_message_says_so() {
    byte[] payload = new byte[99_900];
    Arrays.fill(payload, (byte) 7);

    Reject kept = LIMIT.applyTo(reject("broken", payload, Map.of()));

    assertThat(kept.payload()).isEqualTo(Arrays.copyOf(payload, 83_616));
    assertThat(kept.message())
        .isEqualTo(
            "broken (of 99,900 bytes the first 83,616 are kept, and neither key nor headers)");
    assertThat(kept.source()).isEqualTo("labels/0@3");
  }

  @Test
  void large_headers_and_what_the_message_quotes_of_them_are_dropped() {
    byte[] header = new byte[90_000];

    Reject kept = LIMIT.applyTo(reject("x".repeat(90_000), new byte[10], Map.of("h", header)));

    assertThat(kept.headers()).isEmpty();
    assertThat(kept.message()).hasSizeLessThan(1_100).contains("x…");
    assertThat(kept.payload()).hasSize(10);
  }

  private static Reject reject(String message, byte[] payload, Map<String, byte[]> headers) {
    return new Reject(
        "tracker",
        RejectReason.MALFORMED_RECORD,
        message,
        Optional.empty(),
        "labels/0@3",
        new byte[] {1},
        headers,
        payload,
        Instant.EPOCH);
  }
}
