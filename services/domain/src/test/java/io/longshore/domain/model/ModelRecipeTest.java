package io.longshore.domain.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.image.ImageShape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ModelRecipeTest {

  /** Models in the field are named by this: the text and the hash may never change. */
  @Test
  void a_version_is_the_hash_of_facts_written_in_a_fixed_order() {
    var recipe = recipe(List.of(new ClassEntry("cat", 120, 71.5), new ClassEntry("newt", 3, 0.25)));

    assertThat(recipe.canonical())
        .isEqualTo(
            """
            longshore-recipe/1
            6:stream 4:reef
            4:gear 7:retrain
            6:parent 0:
            5:class 3:cat
            6:images 3:120
            6:weight 8:0x1.1ep6
            5:class 4:newt
            6:images 1:3
            6:weight 8:0x1.0p-2
            5:input 7:28x28x1
            8:features 2:64
            10:adaptation 14:reef-retrain-1
            8:labels.0 5:0..77
            8:labels.1 4:5..9
            6:memory 6:digest
            4:seed 1:7
            16:parameter.epochs 2:12
            13:software.java 2:17
            6:device 3:cpu
            """);
    assertThat(recipe.version().value())
        .isEqualTo("15461184449445d4c4ca8b0e4aaec2a1660a52c28894a64ba9ac1bf9a554ace6");
  }

  @Test
  void the_order_of_classes_is_part_of_the_identity() {
    var cat = new ClassEntry("cat", 120, 71.5);
    var newt = new ClassEntry("newt", 3, 0.25);

    assertThat(recipe(List.of(cat, newt)).version())
        .isNotEqualTo(recipe(List.of(newt, cat)).version());
  }

  @Test
  void names_with_separators_in_them_cannot_imitate_another_recipe() {
    var one = recipe(List.of(new ClassEntry("a 6:images 1:3", 3, 1), new ClassEntry("b", 3, 1)));
    var other = recipe(List.of(new ClassEntry("a", 3, 1), new ClassEntry("b", 3, 1)));

    assertThat(one.version()).isNotEqualTo(other.version());
  }

  @Test
  void impossible_class_lists_are_refused() {
    var cat = new ClassEntry("cat", 1, 1);

    assertThatThrownBy(() -> recipe(List.of(cat))).hasMessageContaining("at least two classes");
    assertThatThrownBy(() -> recipe(List.of(cat, cat))).hasMessageContaining("different names");
  }

  private static ModelRecipe recipe(List<ClassEntry> classes) {
    var provenance =
        new Provenance(
            "reef-retrain-1",
            new TreeMap<>(Map.of(1, new OffsetRange(5, 9), 0, new OffsetRange(0, 77))),
            "digest",
            7,
            new TreeMap<>(Map.of("epochs", "12")),
            new TreeMap<>(Map.of("java", "17")),
            "cpu");
    return new ModelRecipe(
        "reef", Gear.RETRAIN, Optional.empty(), classes, new ImageShape(28, 28, 1), 64, provenance);
  }
}
