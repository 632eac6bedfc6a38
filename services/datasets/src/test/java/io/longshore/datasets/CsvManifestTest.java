package io.longshore.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvManifestTest {

  private final Path folder;

  CsvManifestTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void two_images_lie_beside_the_manifest() throws IOException {
    Files.createDirectory(folder.resolve("images"));
    Files.write(folder.resolve("images/a.png"), new byte[] {1});
    Files.write(folder.resolve("images/b, c.jpg"), new byte[] {2});
  }

  @Test
  void rows_become_images_in_their_order() throws IOException {
    Path csv =
        write(
            "path,label,unit,time",
            "\"images/b, c.jpg\",NA,track 7,2026-03-01T13:00:00+01:00",
            "",
            "images/a.png,\"the \"\"sea\"\"\",,");

    Dataset dataset = CsvManifest.open(csv);

    assertThat(dataset.name()).isEqualTo("beach");
    assertThat(dataset.classes()).containsExactly("NA", "the \"sea\"");
    LabelledImage first = dataset.training().get(0);
    assertThat(first.unit()).isEqualTo("track 7");
    assertThat(first.time()).isEqualTo(Instant.parse("2026-03-01T12:00:00Z"));
    assertThat(first.read().bytes()).containsExactly(2);
    LabelledImage second = dataset.training().get(1);
    assertThat(second.id().value()).isEqualTo("beach/images/a.png");
    assertThat(second.unit()).isEqualTo(second.id().value());
    assertThat(second.time()).isNull();
  }

  @Test
  void columns_may_stand_in_any_order_after_a_byte_order_mark() throws IOException {
    Path csv = write("\uFEFFlabel,path", "shell,images/a.png");

    assertThat(CsvManifest.open(csv).training())
        .singleElement()
        .extracting(LabelledImage::label)
        .isEqualTo("shell");
  }

  @Test
  void every_problem_is_told_at_once_by_its_line() throws IOException {
    Path csv =
        write(
            "path,label,time",
            "images/a.png,shell,",
            "images/a.png,shell,",
            "images/none.png,shell,",
            "/etc/passwd.png,shell,",
            "../b.png,shell,",
            "images/a.gif,shell,",
            "images/c.png,,yesterday",
            "images/a.png",
            "\"images/a.png,shell,",
            "\"images/a.png\"x,shell,");

    assertThatThrownBy(() -> CsvManifest.open(csv))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("line 3: 'images/a.png' is already on line 2")
        .hasMessageContaining("line 4: there is no file 'images/none.png'")
        .hasMessageContaining("line 5: '/etc/passwd.png' leaves the manifest's folder")
        .hasMessageContaining("line 6: '../b.png' leaves the manifest's folder")
        .hasMessageContaining("line 7: 'images/a.gif' is not named .png")
        .hasMessageContaining("line 8: the label is not usable")
        .hasMessageContaining("line 8: 'yesterday' is not a time such as")
        .hasMessageContaining("line 9: 1 fields under a header of 3")
        .hasMessageContaining("line 10: a quote is opened and not closed")
        .hasMessageContaining("line 11: text after the closing quote");
  }

  @Test
  void problems_after_the_twentieth_are_counted() throws IOException {
    Path csv = write("path,label", "y.gif,shell\n".repeat(25));

    assertThatThrownBy(() -> CsvManifest.open(csv)).hasMessageEndingWith("and 5 more");
  }

  @Test
  void a_wrong_header_is_refused() throws IOException {
    Path csv = write("file,label,label", "images/a.png,shell,shell");

    assertThatThrownBy(() -> CsvManifest.open(csv))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("line 1: unknown column 'file'")
        .hasMessageContaining("line 1: column 'label' stands twice")
        .hasMessageContaining("line 1: the header must name the columns path and label");
  }

  @Test
  void a_file_that_is_empty_or_lists_nothing_or_is_no_text_is_refused() throws IOException {
    Path empty = write();
    assertThatThrownBy(() -> CsvManifest.open(empty)).hasMessageContaining("is empty");

    Path nothing = write("path,label");
    assertThatThrownBy(() -> CsvManifest.open(nothing)).hasMessageContaining("no image is listed");

    Path binary =
        Files.write(folder.resolve("beach.csv"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThatThrownBy(() -> CsvManifest.open(binary)).hasMessageContaining("not UTF-8");
  }

  private Path write(String... lines) throws IOException {
    return Files.writeString(
        folder.resolve("beach.csv"), String.join("\n", lines), StandardCharsets.UTF_8);
  }
}
