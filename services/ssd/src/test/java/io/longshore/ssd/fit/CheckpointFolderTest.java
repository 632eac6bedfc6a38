package io.longshore.ssd.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.ssd.fit.TrainingEvent.CheckpointRefused;
import io.longshore.ssd.net.LinearLayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFolderTest {
  private final Path folder;
  private final List<TrainingEvent> events = new ArrayList<>();

  CheckpointFolderTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void what_was_saved_comes_back() {
    try (LinearLayer saved = new LinearLayer("layer", 3, 2, 1);
        LinearLayer restored = new LinearLayer("layer", 3, 2, 2)) {
      checkpoints("a").save(Stage.FEATURE_LEARNING, 7, saved.tensors());

      var epochs =
          checkpoints("a").restore(Stage.FEATURE_LEARNING, restored.tensors(), events::add);

      assertThat(epochs).hasValue(7);
      assertThat(restored.head().weight()).isEqualTo(saved.head().weight());
      assertThat(folder).isDirectoryNotContaining("glob:**.draft");
    }
  }

  @Test
  void a_stage_that_was_never_saved_begins_anew() {
    try (LinearLayer layer = new LinearLayer("layer", 3, 2, 1)) {

      var epochs = checkpoints("a").restore(Stage.SELF_DISTILLATION, layer.tensors(), events::add);

      assertThat(epochs).isEmpty();
      assertThat(events).isEmpty();
    }
  }

  @Test
  void a_checkpoint_of_another_training_is_refused() {
    assertThat(reasonAfterSavingAs("b", 3)).contains("of another training: b instead of a");
  }

  @Test
  void a_checkpoint_of_another_shape_is_refused() {
    assertThat(reasonAfterSavingAs("a", 4)).contains("layer.weight (2, 4) instead of");
  }

  @Test
  void a_broken_checkpoint_is_refused_and_set_aside() throws IOException {
    try (LinearLayer layer = new LinearLayer("layer", 3, 2, 1)) {
      checkpoints("a").save(Stage.FEATURE_LEARNING, 1, layer.tensors());
      Path file = folder.resolve("stage-I.checkpoint");
      byte[] bytes = Files.readAllBytes(file);
      bytes[40] ^= 1;
      Files.write(file, bytes);

      var epochs = checkpoints("a").restore(Stage.FEATURE_LEARNING, layer.tensors(), events::add);

      assertThat(epochs).isEmpty();
      assertThat(file).doesNotExist();
      assertThat(folder.resolve("stage-I.checkpoint.refused")).hasBinaryContent(bytes);
      assertThat(events).singleElement().isInstanceOf(CheckpointRefused.class);
    }
  }

  @Test
  void an_empty_file_is_refused() throws IOException {
    try (LinearLayer layer = new LinearLayer("layer", 3, 2, 1)) {
      Files.write(folder.resolve("stage-I.checkpoint"), new byte[0]);

      var epochs = checkpoints("a").restore(Stage.FEATURE_LEARNING, layer.tensors(), events::add);

      assertThat(epochs).isEmpty();
      assertThat(events).singleElement().asString().contains("cut off after 0 bytes");
    }
  }

  private String reasonAfterSavingAs(String identity, int width) {
    try (LinearLayer saved = new LinearLayer("layer", width, 2, 1);
        LinearLayer layer = new LinearLayer("layer", 3, 2, 2)) {
      float[] before = layer.head().weight();
      checkpoints(identity).save(Stage.FEATURE_LEARNING, 1, saved.tensors());

      checkpoints("a").restore(Stage.FEATURE_LEARNING, layer.tensors(), events::add);

      assertThat(layer.head().weight()).isEqualTo(before);
      return ((CheckpointRefused) events.get(0)).reason();
    }
  }

  private CheckpointFolder checkpoints(String identity) {
    return new CheckpointFolder(folder, identity);
  }
}
