package io.longshore.console.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.console.Records;
import io.longshore.domain.model.ModelManifest;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShelfTest {
  private static final Map<String, Integer> CLASSES = Map.of("cat", 50, "dog", 50);

  @Test
  void the_oldest_manifest_goes_when_there_are_too_many_classes_unless_it_is_in_use() {
    ModelManifest first = Records.model(1, CLASSES);
    ModelManifest second = Records.model(2, CLASSES);
    ModelManifest third = Records.model(3, CLASSES);
    var shelf = new Shelf(5);

    shelf.add(first, Set.of(first.version()));
    shelf.add(second, Set.of(first.version()));
    shelf.add(third, Set.of(first.version()));

    assertThat(shelf.newestFirst()).containsExactly(third, first);
    assertThat(shelf.of(second.version())).isEmpty();
  }

  @Test
  void a_manifest_that_is_told_again_weighs_once() {
    ModelManifest only = Records.model(1, CLASSES);
    ModelManifest other = Records.model(2, CLASSES);
    var shelf = new Shelf(4);

    shelf.add(only, Set.of());
    shelf.add(only, Set.of());
    shelf.add(other, Set.of());

    assertThat(shelf.newestFirst()).containsExactly(other, only);
  }
}
