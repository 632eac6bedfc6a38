package io.longshore.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.domain.image.ImageShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxTest {

  private final Path folder;

  IdxTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void images_are_read_by_their_place() throws IOException {
    Path file = write(0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6);

    Idx images = Idx.open(file, 3);

    assertThat(images.count()).isEqualTo(2);
    assertThat(images.image(1).shape()).isEqualTo(new ImageShape(1, 3, 1));
    assertThat(images.image(1).bytes()).containsExactly(4, 5, 6);
  }

  @Test
  void labels_are_unsigned() throws IOException {
    Path file = write(0, 0, 8, 1, 0, 0, 0, 2, 7, 200);

    assertThat(Idx.open(file, 1).value(1)).isEqualTo(200);
  }

  @Test
  void a_file_of_another_kind_is_refused() throws IOException {
    Path floats = write(0, 0, 13, 1, 0, 0, 0, 1, 7, 7, 7, 7);
    Path empty = Files.createFile(folder.resolve("empty"));

    assertThatThrownBy(() -> Idx.open(floats, 1)).hasMessageContaining("not an IDX file");
    assertThatThrownBy(() -> Idx.open(empty, 1)).hasMessageContaining("not an IDX file");
  }

  @Test
  void a_file_cut_off_or_with_impossible_dimensions_is_refused() throws IOException {
    Path cut = write(0, 0, 8, 1, 0, 0, 0, 3, 7, 7);
    assertThatThrownBy(() -> Idx.open(cut, 1))
        .hasMessageContaining("says it holds [3] values but has 2");

    Path negative = write(0, 0, 8, 1, 255, 255, 255, 255, 7, 7);
    assertThatThrownBy(() -> Idx.open(negative, 1)).hasMessageContaining("cut off or altered");

    Path huge = write(0, 0, 8, 3, 127, 255, 255, 255, 127, 255, 255, 255, 127, 255, 255, 255);
    assertThatThrownBy(() -> Idx.open(huge, 3)).hasMessageContaining("cut off or altered");
  }

  private Path write(int... values) throws IOException {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return Files.write(folder.resolve("file.idx"), bytes);
  }
}
