package io.longshore.bench.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistogramFolderTest {
  private final Path folder;
  private final List<String> told = new ArrayList<>();

  HistogramFolderTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void what_is_not_there_is_told() {
    assertThat(scenarios()).isEmpty();
    assertThat(told)
        .hasSize(3)
        .anyMatch(text -> text.contains("imagenet_lt_train.csv") && text.contains("left out"));
  }

  @Test
  void a_long_tail_is_no_drift_against_itself_and_a_shift_against_its_balanced_twin()
      throws IOException {
    write("imagenet_lt_train.csv", "class,count", "cat,90", "dog,9", "eel,1");
    write("imagenet_lt_val.csv", "class,count", "cat,5", "dog,5", "eel,5");

    List<Scenario> scenarios = scenarios();

    assertThat(scenarios)
        .extracting(Scenario::name)
        .containsExactly("ImageNet-LT", "ImageNet-LT, train to validation");
    assertThat(scenarios).extracting(Scenario::drifts).containsExactly(false, true);
    assertThat(scenarios).allMatch(s -> s.imbalance() == 90 && s.referenceLabels() == 100);
    var shift = scenarios.get(1).begin(new SplittableRandom(1));
    assertThat(shift.reference().count(0)).isEqualTo(90);
    assertThat(scenarios.get(0).begin(new SplittableRandom(1)).reference().total()).isEqualTo(100);
  }

  @Test
  void listed_labels_come_in_their_order_and_once() throws IOException {
    write("inat18_supercategories.csv", "supercategory,classes,train_images", "A,2,70", "B,1,30");
    write("inat18_train_prefix_labels.csv", "supercategory,class", "B,7", "A,1", "A,0");

    Scenario listed = scenarios().get(1);
    var labels = listed.begin(new SplittableRandom(1)).labels();

    assertThat(List.of(labels.getAsInt(), labels.getAsInt(), labels.getAsInt()))
        .containsExactly(1, 0, 0);
    assertThat(listed.runs(1_000)).isEqualTo(1);
    assertThat(listed.horizon()).isEqualTo(2);
  }

  @Test
  void a_count_that_is_none_is_refused_by_class_and_file() throws IOException {
    write("imagenet_lt_train.csv", "class,count", "cat,many");

    assertThatThrownBy(this::scenarios)
        .isInstanceOf(UnreadableTableException.class)
        .hasMessageContaining("imagenet_lt_train.csv")
        .hasMessageContaining("'many' of class cat");
  }

  private List<Scenario> scenarios() {
    return new HistogramFolder(folder, told::add).scenarios(20, 2);
  }

  private void write(String name, String... lines) throws IOException {
    Files.write(folder.resolve(name), List.of(lines));
  }
}
