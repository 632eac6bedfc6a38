package io.longshore.scorer.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.domain.model.ArtifactRef;
import io.longshore.domain.model.ModelRecipe;
import io.longshore.scorer.fixture.Mixes;
import io.longshore.scorer.fixture.TinyModel;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TrimPolicyTest {
  private static final ArtifactRef ANY = ArtifactRef.of(new byte[] {1}, 0);

  /** Reference weight 100 for each of three classes. */
  private static final ModelRecipe RECIPE = TinyModel.manifest(1, ANY, ANY).recipe();

  private static final Offset<Double> CLOSE = within(1e-6);

  @Test
  void the_shift_is_the_difference_of_the_log_priors() {
    Trim trim = new TrimPolicy(1, 3).trim(RECIPE, Mixes.of(9, 200, 50, 50));

    assertThat(trim.sequence()).isEqualTo(9);
    assertThat((double) trim.shift(0)).isCloseTo(Math.log(200.5 / 100.5), CLOSE);
    assertThat((double) trim.shift(1)).isCloseTo(Math.log(50.5 / 100.5), CLOSE);
  }

  @Test
  void tau_scales_the_shift() {
    ClassFrequencies mix = Mixes.of(9, 200, 50, 50);

    Trim half = new TrimPolicy(0.5, 3).trim(RECIPE, mix);
    Trim none = new TrimPolicy(0, 3).trim(RECIPE, mix);

    assertThat((double) half.shift(0)).isCloseTo(0.5 * Math.log(200.5 / 100.5), CLOSE);
    assertThat(none.shift(0)).isZero();
  }

  @Test
  void the_policy_in_force_scales_it_too_and_turns_it_off() {
    ClassFrequencies mix = Mixes.of(9, 200, 50, 50);
    var policy = new TrimPolicy(0.5, 3);

    Trim half = policy.trim(RECIPE, Mixes.following(0.5, mix));
    Trim off = policy.trim(RECIPE, Mixes.following(0, mix));

    assertThat((double) half.shift(0)).isCloseTo(0.25 * Math.log(200.5 / 100.5), CLOSE);
    assertThat(off.shift(0)).isZero();
    assertThat(off.sequence()).isEqualTo(9);
  }

  @Test
  void no_shift_goes_beyond_the_limit() {
    Trim trim = new TrimPolicy(1, 3).trim(RECIPE, Mixes.of(9, 1e9, 0, 0));

    assertThat(trim.shift(0)).isBetween(0f, 3f);
    assertThat(trim.shift(1)).isEqualTo(-3);
  }

  @Test
  void while_nothing_is_counted_nothing_is_trimmed() {
    Trim trim = new TrimPolicy(1, 3).trim(RECIPE, Mixes.of(9, 0, 0, 0));

    assertThat(trim.sequence()).isZero();
    assertThat(trim.shift(0)).isZero();
  }

  @Test
  void a_negative_tau_is_refused() {
    assertThatThrownBy(() -> new TrimPolicy(-1, 3))
        .hasMessage("tau and limit of the trim must be 0 or more, not -1.0 and 3.0");
  }
}
