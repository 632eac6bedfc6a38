package io.longshore.bench.ssd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.longshore.ssd.SsdParameters;
import io.longshore.ssd.torch.Precision;
import java.util.Set;
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
  void the_best_recipe_has_the_best_parameters() {
    assertThat(Recipe.named("best").parameters(SsdParameters.cifar()))
        .isEqualTo(SsdParameters.best());
  }

  @Test
  void a_recipe_of_the_grid_leaves_the_parameters_alone() {
    assertThat(Recipe.grid())
        .allSatisfy(
            recipe ->
                assertThat(recipe.parameters(SsdParameters.cifar()))
                    .isEqualTo(SsdParameters.cifar()));
  }

  @Test
  void changes_do_not_depend_on_their_order() {
    SsdParameters p = SsdParameters.cifar();

    for (Change one : Change.values()) {
      for (Change other : Change.values()) {
        if (one != other && !exclude(one, other)) {
          assertThat(one.apply(other.apply(p))).isEqualTo(other.apply(one.apply(p)));
        }
      }
    }
  }

  private static boolean exclude(Change one, Change other) {
    return Set.of(one, other).equals(Set.of(Change.ROTATION, Change.WEAK_SELF_SUPERVISION));
  }

  @Test
  void the_names_of_recipes_are_unlike() {
    assertThat(Recipe.all()).hasSize(Recipe.grid().size() + Recipe.beyond().size());
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
