package io.longshore.bench.ssd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.longshore.ssd.torch.Precision;
import org.junit.jupiter.api.Test;

class RecipeTest {

  @Test
  void recipes_that_begin_alike_share_their_training() {
    assertThat(Recipe.named("soft").training()).isEqualTo(Recipe.named("hard").training());
    assertThat(Recipe.named("paper").training().from()).contains(Recipe.named("hard").training());
    assertThat(Recipe.named("lws").training().from()).contains(Recipe.named("ce").training());
  }

  @Test
  void no_two_trainings_share_a_name() {
    assertThat(Recipe.grid().stream().map(Recipe::training).distinct().map(Training::name))
        .doesNotHaveDuplicates();
  }

  @Test
  void an_unknown_recipe_is_answered_by_the_list() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Recipe.named("papper"))
        .withMessageContaining("'papper'")
        .withMessageContaining("paper");
  }

  @Test
  void a_backend_that_is_not_there_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Backend.of("gpu0", Precision.FLOAT32))
        .withMessageContaining("gpu0");
  }
}
