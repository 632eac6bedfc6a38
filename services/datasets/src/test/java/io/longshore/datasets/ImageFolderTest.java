package io.longshore.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.domain.image.ImageFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {

  private final Path folder;

  ImageFolderTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void folders_are_classes_and_files_come_sorted() throws IOException {
    Path root = folder.resolve("beach");
    put(root, "shell/b.JPG", "pebble/z.png", "shell/a.jpeg", "shell/notes.txt", ".git/x.png");

    Dataset dataset = ImageFolder.open(root);

    assertThat(dataset.name()).isEqualTo("beach");
    assertThat(dataset.classes()).containsExactly("pebble", "shell");
    assertThat(dataset.training())
        .extracting(image -> image.id().value())
        .containsExactly("beach/pebble/z.png", "beach/shell/a.jpeg", "beach/shell/b.JPG");
    assertThat(dataset.heldOut()).isEmpty();
  }

  @Test
  void train_and_test_folders_are_the_two_parts() throws IOException {
    put(folder, "train/shell/a.png", "train/pebble/a.png", "test/shell/a.png");

    Dataset dataset = ImageFolder.open(folder);

    assertThat(dataset.training()).hasSize(2);
    assertThat(dataset.heldOut())
        .singleElement()
        .extracting(LabelledImage::label)
        .isEqualTo("shell");
  }

  @Test
  void a_class_may_be_called_train() throws IOException {
    put(folder, "train/a.png", "ship/a.png");

    assertThat(ImageFolder.open(folder).classes()).containsExactly("ship", "train");
  }

  @Test
  void an_image_is_read_when_asked_for_as_its_name_claims() throws IOException {
    put(folder, "shell/a.png");
    LabelledImage image = ImageFolder.open(folder).training().get(0);
    Files.write(folder.resolve("shell/a.png"), new byte[] {1, 2, 3});

    Payload payload = image.read();

    assertThat(payload.claimed()).isEqualTo(ImageFormat.PNG);
    assertThat(payload.bytes()).containsExactly(1, 2, 3);
  }

  @Test
  void an_image_that_has_gone_says_so() throws IOException {
    put(folder, "shell/a.png");
    LabelledImage image = ImageFolder.open(folder).training().get(0);
    Files.delete(folder.resolve("shell/a.png"));

    assertThatThrownBy(image::read)
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("cannot read")
        .hasMessageContaining("a.png");
  }

  @Test
  void names_that_no_id_may_have_are_written_out() throws IOException {
    put(folder.resolve("b"), "sea shell/é=1.png");

    assertThat(ImageFolder.open(folder.resolve("b")).training().get(0).id().value())
        .isEqualTo("b/sea=20shell/=C3=A9=3D1.png");
  }

  @Test
  void ids_of_long_names_stay_apart() throws IOException {
    String name = "x".repeat(220);
    put(folder.resolve("b"), "shell/" + name + "1.png", "shell/" + name + "2.png");

    Dataset dataset = ImageFolder.open(folder.resolve("b"));

    assertThat(dataset.training()).hasSize(2).allMatch(image -> image.id().value().length() == 200);
  }

  @Test
  void a_folder_without_images_says_what_was_expected() {
    assertThatThrownBy(() -> ImageFolder.open(folder))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("/CLASS/NAME.png");
  }

  private static void put(Path root, String... files) throws IOException {
    for (String file : files) {
      Path path = root.resolve(file);
      Files.createDirectories(path.getParent());
      Files.write(path, new byte[] {0});
    }
  }
}
