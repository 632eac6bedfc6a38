package io.longshore.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetsTest {

  private final Path folder;

  DatasetsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void folders_and_manifests_find_their_readers() throws IOException {
    Path image = Files.createDirectory(folder.resolve("shell")).resolve("a.png");
    Files.write(image, new byte[] {1});
    Path csv = Files.write(folder.resolve("list.CSV"), List.of("path,label", "shell/a.png,shell"));

    assertThat(open(folder.toString()).training()).hasSize(1);
    assertThat(open(csv.toString()).name()).isEqualTo("list");
  }

  @Test
  void anything_else_is_refused_by_name() {
    assertThatThrownBy(() -> open("/no/such/folder"))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining(
            "'/no/such/folder' is neither fashion-mnist nor a folder nor a .csv file");
  }

  @Test
  void an_image_of_an_unknown_class_or_with_a_used_id_is_refused() {
    LabelledImage image = TinyDatasets.image("tiny/1", "shell");

    assertThatThrownBy(() -> new Dataset("tiny", List.of("pebble"), List.of(image), List.of()))
        .hasMessageContaining("has the label 'shell', not a class of tiny");
    assertThatThrownBy(() -> new Dataset("tiny", List.of("shell"), List.of(image), List.of(image)))
        .hasMessageContaining("two images tiny/1");
  }

  @Test
  void the_cache_follows_the_desktop_convention() {
    Path home = Path.of("/home/ada");

    assertThat(DatasetCache.standard(Map.of(), home))
        .hasToString("/home/ada/.cache/longshore/datasets");
    assertThat(DatasetCache.standard(Map.of("XDG_CACHE_HOME", "/fast"), home))
        .hasToString("/fast/longshore/datasets");
  }

  private Dataset open(String name) {
    return Datasets.open(name, folder.resolve("cache"), line -> {});
  }
}
