package io.longshore.bench.ssd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.datasets.Dataset;
import io.longshore.datasets.DatasetException;
import io.longshore.datasets.LabelledImage;
import io.longshore.datasets.Payload;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageShape;
import io.longshore.domain.model.ShotGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceTest {
  private static final ImageShape PIXEL = new ImageShape(1, 1, 1);

  /** A hundred classes with as many images as CIFAR-100 has, of one pixel. */
  private static Dataset hundredClasses() {
    List<String> classes = IntStream.range(0, 100).mapToObj("class %02d"::formatted).toList();
    return new Dataset(
        "dots", classes, images("train", 50_000, classes), images("test", 200, classes));
  }

  private static List<LabelledImage> images(String part, int count, List<String> classes) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                LabelledImage.of(
                    new ImageId("%s/%05d".formatted(part, i)),
                    classes.get(i % classes.size()),
                    () -> new Payload.Pixels(PIXEL, new byte[] {(byte) (i % 100)})))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"100, 10847, 35, 35, 30", "50, 12608, 41, 41, 18", "10, 19573, 69, 31, 0"})
  void the_rule_gives_the_tails_of_the_literature(
      int imbalance, int images, int many, int medium, int few) {
    LongTailedTask task = Source.task(hundredClasses(), imbalance, Optional.empty());

    int[] counts = task.training().counts();
    assertThat(task.training().size()).isEqualTo(images);
    assertThat(classes(counts, ShotGroup.MANY)).isEqualTo(many);
    assertThat(classes(counts, ShotGroup.MEDIUM)).isEqualTo(medium);
    assertThat(classes(counts, ShotGroup.FEW)).isEqualTo(few);
    assertThat(task.testLabels()).hasSize(200);
  }

  private static long classes(int[] counts, ShotGroup group) {
    return Arrays.stream(counts).filter(count -> ShotGroup.of(count) == group).count();
  }

  @Test
  void labels_stay_with_their_pixels() {
    LongTailedTask task = Source.task(hundredClasses(), 100, Optional.empty());

    byte[] pixels = task.training().pixels();
    assertThat(task.training().labels())
        .isEqualTo(IntStream.range(0, pixels.length).map(i -> pixels[i]).toArray());
  }

  @Test
  void an_index_file_decides_where_there_is_one(@TempDir Path folder) throws IOException {
    Path places = Files.createDirectory(folder.resolve("lt_seed0")).resolve("if100.txt");
    Files.writeString(places, "7\n107\n3\n");

    Optional<Path> found = Source.indexIn(Optional.of(folder), 100);
    LongTailedTask task = Source.task(hundredClasses(), 100, found);

    assertThat(found).contains(places);
    assertThat(Source.indexIn(Optional.of(folder), 50)).isEmpty();
    assertThat(task.training().counts()[7]).isEqualTo(2);
    assertThat(task.training().size()).isEqualTo(3);
  }

  @Test
  void cifar_without_a_folder_is_told_what_to_name() {
    assertThatThrownBy(() -> Source.CIFAR100.open(Optional.empty(), line -> {}))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("--data DIR");
  }
}
