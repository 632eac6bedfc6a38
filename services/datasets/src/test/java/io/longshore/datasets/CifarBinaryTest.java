package io.longshore.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.domain.image.ImageShape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarBinaryTest {

  private final Path folder;

  CifarBinaryTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void cifar_10_is_read_batch_after_batch() throws IOException {
    for (int batch = 1; batch <= 5; batch++) {
      write("data_batch_" + batch + ".bin", record(batch), record(0));
    }
    write("test_batch.bin", record(9));
    Files.write(folder.resolve("batches.meta.txt"), names(10));

    Dataset cifar = CifarBinary.open(folder);

    assertThat(cifar.name()).isEqualTo("cifar10");
    assertThat(cifar.training()).hasSize(10);
    assertThat(cifar.training().get(2).label()).isEqualTo("class 2");
    assertThat(cifar.training().get(2).id().value()).isEqualTo("cifar10/train/00002");
    assertThat(cifar.heldOut())
        .singleElement()
        .extracting(LabelledImage::label)
        .isEqualTo("class 9");
  }

  @Test
  void cifar_100_is_read_by_its_fine_labels_from_the_folder_above() throws IOException {
    Path inner = Files.createDirectory(folder.resolve("cifar-100-binary"));
    Files.write(inner.resolve("train.bin"), record(3, 99));
    Files.write(inner.resolve("test.bin"), record(3, 0));
    Files.write(inner.resolve("fine_label_names.txt"), names(100));

    Dataset cifar = CifarBinary.open(folder);

    assertThat(CifarBinary.isIn(folder)).isTrue();
    assertThat(cifar.training())
        .singleElement()
        .extracting(LabelledImage::label)
        .isEqualTo("class 99");
  }

  @Test
  void planes_become_interleaved_pixels() throws IOException {
    cifar100(record(0, 0));

    Payload payload = CifarBinary.open(folder).training().get(0).read();

    assertThat(payload).isInstanceOf(Payload.Pixels.class);
    assertThat(((Payload.Pixels) payload).shape()).isEqualTo(new ImageShape(32, 32, 3));
    assertThat(payload.bytes()).hasSize(3072).startsWith(10, 20, 30, 11, 20, 30, 12);
  }

  @Test
  void a_file_cut_off_is_refused_by_name() throws IOException {
    cifar100(new byte[4000]);

    assertThatThrownBy(() -> CifarBinary.open(folder))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("train.bin has 4000 bytes, not a whole number of records of 3074");
  }

  @Test
  void a_label_without_a_name_is_refused_with_its_record() throws IOException {
    cifar100(record(0, 100));

    assertThatThrownBy(() -> CifarBinary.open(folder))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("train.bin record 0 has the label 100");
  }

  @Test
  void a_folder_without_cifar_says_what_was_expected() {
    assertThat(CifarBinary.isIn(folder)).isFalse();
    assertThatThrownBy(() -> CifarBinary.open(folder))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("data_batch_1.bin")
        .hasMessageContaining("fine_label_names.txt");
  }

  private void cifar100(byte[] train) throws IOException {
    write("train.bin", train);
    write("test.bin", record(0, 0));
    Files.write(folder.resolve("fine_label_names.txt"), names(100));
  }

  private void write(String file, byte[]... records) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] record : records) {
      bytes.write(record);
    }
    Files.write(folder.resolve(file), bytes.toByteArray());
  }

  /** Labels, then a red plane that counts up from 10, a green plane of 20 and a blue one of 30. */
  private static byte[] record(int... labels) {
    byte[] record = new byte[labels.length + 3072];
    for (int i = 0; i < labels.length; i++) {
      record[i] = (byte) labels[i];
    }
    for (int i = 0; i < 1024; i++) {
      record[labels.length + i] = (byte) (10 + i);
      record[labels.length + 1024 + i] = 20;
      record[labels.length + 2048 + i] = 30;
    }
    return record;
  }

  private static List<String> names(int classes) {
    return IntStream.range(0, classes).mapToObj(i -> "class " + i).toList();
  }
}
