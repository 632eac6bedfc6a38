package io.longshore.console.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.console.Records;
import io.longshore.domain.reject.Reject;
import io.longshore.domain.reject.RejectReason;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeptRejectTest {

  @Test
  void of_what_strangers_wrote_only_printable_beginnings_are_kept() {
    byte[] payload = new byte[5_000];
    payload[0] = (byte) 0xff;
    payload[1] = (byte) 0xd8;
    var reject =
        new Reject(
            "ingest",
            RejectReason.BROKEN_IMAGE,
            "m".repeat(9_000),
            Optional.of("e".repeat(9_000)),
            "POST /images",
            "<b>\u001b[2J\\".getBytes(UTF_8),
            Map.of("ce_source", "x".repeat(900).getBytes(UTF_8)),
            payload,
            Records.START);

    KeptReject kept = KeptReject.of(reject, "rejects-ingest 0@3");

    assertThat(kept.key()).isEqualTo("<b>\\x1b[2J\\x5c");
    assertThat(kept.headers().get("ce_source")).hasSize(201);
    assertThat(kept.message()).hasSize(1_001);
    assertThat(kept.bytes()).isEqualTo(5_000);
    assertThat(kept.begins()).startsWith("ff d8 00").hasSize(32 * 3 - 1);
  }

  @Test
  void rejects_are_counted_by_service_and_reason_and_the_newest_are_kept() {
    var rejections = new Rejections(2);
    for (int i = 0; i < 5; i++) {
      rejections.told("ingest", kept(i));
    }

    assertThat(rejections.counts())
        .isEqualTo(Map.of(new Rejections.Kind("ingest", RejectReason.EMPTY), 5L));
    assertThat(rejections.newest(Optional.empty(), 10))
        .extracting(KeptReject::at)
        .containsExactly(Records.at(4), Records.at(3));
    assertThat(rejections.newest(Optional.of("scorer"), 10)).isEmpty();
  }

  private static KeptReject kept(long second) {
    return KeptReject.of(
        new Reject(
            "ingest",
            RejectReason.EMPTY,
            "empty",
            Optional.empty(),
            "POST /images",
            new byte[0],
            Records.at(second)),
        "rejects-ingest 0@" + second);
  }
}
