package io.longshore.domain.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DesignEffectOverPartsTest {
  private static final int LABELS = 20_000;

  @ParameterizedTest
  @CsvSource({"1, 3", "2, 3", "10, 3", "30, 3", "10, 12", "30, 8"})
  void bursts_are_known_for_what_they_are_though_cut_at_random(int burst, int parts) {
    var random = new SplittableRandom(17L * burst + parts);
    var sequences = new LabelSequence[parts];
    for (int p = 0; p < parts; p++) {
      sequences[p] = new LabelSequence();
    }
    for (int i = 0; i < LABELS / burst; i++) {
      int classId = Math.min(random.nextInt(40), random.nextInt(40));
      for (int j = 0; j < burst; j++) {
        sequences[random.nextInt(parts)].add(classId);
      }
    }

    var order = LabelOrder.NONE;
    for (var sequence : sequences) {
      order = order.plus(sequence.order());
    }
    double effect = DesignEffect.of(order, parts).value();

    assertThat(effect).isBetween(0.8 * burst, 1.5 * burst + 0.6);
  }

  @Test
  void no_parts_are_refused() {
    assertThatThrownBy(() -> DesignEffect.of(LabelOrder.NONE, 0)).hasMessageContaining("0 parts");
  }
}
