package io.longshore.bench.drift.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.bench.drift.UnreadableTableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatedStreamTest {
  private final Path folder;

  DatedStreamTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void a_new_period_begins_a_new_session_and_na_is_a_species() throws IOException {
    Path file =
        csv(
            "date,period,species",
            "1977-07-16,1,NA",
            "1977-07-17,1,DM",
            "1977-08-19,2,DM",
            "1977-08-20,-3.5,NA");

    var stream = DatedStream.read("rodents", file);

    assertThat(stream.classes()).containsExactly("NA", "DM");
    assertThat(stream.sessions())
        .extracting(Session::date)
        .containsExactly(
            LocalDate.of(1977, 7, 16), LocalDate.of(1977, 8, 19), LocalDate.of(1977, 8, 20));
    assertThat(stream.sessions().get(0).labels()).containsExactly(0, 1);
    assertThat(stream.skipped()).isZero();
  }

  @Test
  void rows_that_are_no_label_are_skipped_and_counted() throws IOException {
    Path file =
        csv(
            "period,species,date",
            "1,DM,1977-07-16",
            "1,,1977-07-16",
            "1,DM",
            "1,DM,yesterday",
            ",DM,1977-07-16",
            "\"1,DM,1977-07-16",
            "");

    var stream = DatedStream.read("rodents", file);

    assertThat(stream.labels()).isEqualTo(1);
    assertThat(stream.skipped()).isEqualTo(5);
  }

  @Test
  void days_out_of_order_are_put_in_order_and_a_day_keeps_its_own() throws IOException {
    Path file = csv("date,period,species", "1980-02-01,2,B", "1980-01-01,1,C", "1980-01-01,1,A");

    var stream = DatedStream.read("rodents", file);

    assertThat(stream.classes()).containsExactly("C", "A", "B");
    assertThat(stream.sessions()).hasSize(2);
  }

  @Test
  void a_gzipped_file_is_read_by_its_name() throws IOException {
    Path file = folder.resolve("labels.csv.gz");
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("date,period,species\n1980-01-01,1,A\n".getBytes(UTF_8));
    }

    assertThat(DatedStream.read("rodents", file).labels()).isEqualTo(1);
  }

  @Test
  void a_file_without_a_column_is_refused_by_name() throws IOException {
    Path file = csv("date,species", "1980-01-01,A");

    assertThatThrownBy(() -> DatedStream.read("rodents", file))
        .isInstanceOf(UnreadableTableException.class)
        .hasMessageContaining("labels.csv")
        .hasMessageContaining("'period'");
  }

  @Test
  void a_shuffled_copy_has_the_same_labels_in_sessions_of_the_same_size() {
    var stream =
        new DatedStream(
            "letters",
            List.of("a", "b"),
            List.of(
                new Session(LocalDate.of(2000, 1, 1), new int[] {0, 0, 0}),
                new Session(LocalDate.of(2000, 2, 1), new int[] {1, 1, 1, 1, 1})),
            0);

    var shuffled = stream.shuffled(new SplittableRandom(3));

    assertThat(Session.counts(shuffled.sessions(), 2)).containsExactly(3, 5);
    assertThat(shuffled.sessions()).extracting(s -> s.labels().length).containsExactly(3, 5);
    assertThat(Arrays.stream(shuffled.sessions().get(0).labels()).sum()).isPositive();
  }

  private Path csv(String... lines) throws IOException {
    return Files.write(folder.resolve("labels.csv"), List.of(lines));
  }
}
