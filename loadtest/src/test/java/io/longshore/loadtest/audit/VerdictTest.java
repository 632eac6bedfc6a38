package io.longshore.loadtest.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.reject.Reject;
import io.longshore.domain.reject.RejectReason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private final Ledger ledger = new Ledger();

  @Test
  void what_was_acknowledged_and_is_not_there_is_lost() {
    ledger.image("a", "cat", Outcome.ACKNOWLEDGED);
    ledger.image("b", "cat", Outcome.ACKNOWLEDGED);
    ledger.image("c", "cat", Outcome.UNKNOWN);

    assertThat(verdict(Map.of("a", 1), Map.of("a", 1), List.of()).lost())
        .containsExactly("1 acknowledged images are lost, such as [b]");
  }

  @Test
  void what_was_refused_must_not_be_there() {
    ledger.image("a", "cat", Outcome.REFUSED);
    ledger.image("b", "cat", Outcome.REFUSED);
    ledger.answered("b", "499");

    assertThat(verdict(Map.of("a", 1, "b", 1), Map.of(), List.of()).lost())
        .containsExactly("2 refused images are on their topic, such as [a, b (499)]");
  }

  @Test
  void each_image_is_predicted_once() {
    var predicted = Map.of("a", 1, "b", 2);

    assertThat(verdict(Map.of("a", 1, "b", 1, "c", 1), predicted, List.of()).predictions())
        .containsExactly(
            "1 images are not predicted, such as [c]",
            "1 images are predicted twice without being marked, or only as repeats, such as [b]");
  }

  @Test
  void each_poison_is_kept_once_and_nothing_else() {
    ledger.poison("p", Outcome.REFUSED);
    ledger.poison("q", Outcome.REFUSED);
    ledger.poison("r", Outcome.REFUSED);

    assertThat(
            verdict(Map.of(), Map.of(), List.of(reject("p"), reject("q"), reject("q"), reject("x")))
                .rejects())
        .containsExactlyInAnyOrder(
            "ingest refused load-test x: no image",
            "1 refused poison is not kept, such as [r]",
            "1 poison is kept more than once, such as [q]");
  }

  @Test
  void all_is_well_when_all_is_there_once() {
    ledger.image("a", "cat", Outcome.ACKNOWLEDGED);
    ledger.poison("p", Outcome.REFUSED);

    assertThat(verdict(Map.of("a", 1), Map.of("a", 1), List.of(reject("p"))).all()).isEmpty();
  }

  private Verdict verdict(
      Map<String, Integer> images, Map<String, Integer> predictions, List<Reject> rejects) {
    return new Verdict(
        ledger,
        new Audit(
            images,
            Map.of(),
            Map.of(),
            new TreeMap<>(),
            new TreeMap<>(),
            predictions,
            Map.of(),
            0,
            new TreeMap<>(),
            new TreeMap<>(),
            rejects));
  }

  private static Reject reject(String id) {
    return new Reject(
        "ingest",
        RejectReason.BROKEN_IMAGE,
        "no image",
        Optional.empty(),
        "load-test " + id,
        new byte[0],
        Instant.EPOCH);
  }
}
