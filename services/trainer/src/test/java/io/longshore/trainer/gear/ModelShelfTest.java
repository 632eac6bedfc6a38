package io.longshore.trainer.gear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.domain.model.ModelVersion;
import io.longshore.ssd.TrainedModel;
import io.longshore.trainer.Pictures;
import io.longshore.trainer.Tiny;
import io.longshore.trainer.memory.Memories;
import io.longshore.trainer.run.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModelShelfTest {
  private static final Optional<ModelVersion> NONE = Optional.empty();

  private Optional<TrainedModel> trained = Optional.empty();

  @BeforeAll
  void train(@TempDir Path directory) {
    try (var memories = new Memories(directory.resolve("memory"), 100, 100, 0, 1)) {
      Pictures.fill(memories);
      var examples = new Snapshot(memories, Optional.empty()).takeAll(Optional.empty(), List.of());
      trained = Optional.of(Tiny.trained(examples, directory.resolve("checkpoints")).model());
    }
  }

  @AfterAll
  void close() {
    trained.ifPresent(TrainedModel::close);
  }

  @Test
  void a_model_comes_back_as_it_was(@TempDir Path directory) {
    new ModelShelf(directory).put(version(1), model(), NONE);

    try (TrainedModel again = new ModelShelf(directory).get(version(1)).orElseThrow()) {
      assertThat(again.toBytes()).isEqualTo(model().toBytes());
    }
  }

  @Test
  void a_model_that_was_never_kept_is_not_there(@TempDir Path directory) {
    assertThat(new ModelShelf(directory).get(version(1))).isEmpty();
  }

  @Test
  void a_damaged_model_is_as_good_as_none(@TempDir Path directory) throws IOException {
    var shelf = new ModelShelf(directory);
    shelf.put(version(1), model(), NONE);
    Path file = directory.resolve(version(1).value() + ".model");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);

    assertThat(shelf.get(version(1))).isEmpty();
  }

  @Test
  void the_oldest_are_forgotten_but_never_the_live_one(@TempDir Path directory) throws IOException {
    var shelf = new ModelShelf(directory);
    for (int i = 0; i < 9; i++) {
      shelf.put(version(i), model(), Optional.of(version(0)));
      Files.setLastModifiedTime(
          directory.resolve(version(i).value() + ".model"), FileTime.fromMillis(1_000L * i));
    }
    shelf.put(version(9), model(), Optional.of(version(0)));

    assertThat(IntStream.range(0, 10).filter(i -> isKept(directory, i)))
        .containsExactly(0, 4, 5, 6, 7, 8, 9);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void a_full_disk_is_named_with_what_to_do(@TempDir Path directory) throws IOException {
    Files.createSymbolicLink(
        directory.resolve(version(1).value() + ".draft"), Path.of("/dev/full"));

    assertThatThrownBy(() -> new ModelShelf(directory).put(version(1), model(), NONE))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("No space left on device")
        .hasMessageContaining("free disk space or move longshore.data-directory");
  }

  private TrainedModel model() {
    return trained.orElseThrow();
  }

  private static boolean isKept(Path directory, int model) {
    return Files.exists(directory.resolve(version(model).value() + ".model"));
  }

  private static ModelVersion version(int digit) {
    return new ModelVersion(Integer.toString(digit).repeat(64));
  }
}
