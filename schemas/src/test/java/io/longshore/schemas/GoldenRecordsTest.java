package io.longshore.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Records as released versions wrote them are read for ever.
 *
 * <p>The files of a new kind of record are made once, by {@code mvn -pl schemas test
 * -Dtest=GoldenRecordsTest -Dlongshore.golden.write=true}; files that exist are left as they are.
 */
class GoldenRecordsTest {

  static Stream<ExampleRecord<?, ?>> examples() {
    return ExampleRecords.ALL.stream();
  }

  @BeforeAll
  static void write_missing_files_if_asked_to() throws IOException {
    if (!Boolean.getBoolean("longshore.golden.write")) {
      return;
    }
    for (ExampleRecord<?, ?> example : ExampleRecords.ALL) {
      if (Files.notExists(GoldenRecord.FOLDER.resolve(example.name() + ".bin"))) {
        byte[] key = TypedTopic.untyped(example.topic()).key().encode(example.key());
        new GoldenRecord(key, example.encoded()).write(example.name());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void the_golden_bytes_are_still_read(ExampleRecord<?, ?> example) throws IOException {
    GoldenRecord golden = GoldenRecord.read(example.name());

    assertThat(example.topic().value().decode(golden.value())).isEqualTo(example.value());
    assertThat(example.topic().key().decode(golden.key())).isEqualTo(example.key());
  }

  @Test
  void every_golden_file_is_of_an_example() throws IOException {
    try (Stream<Path> files = Files.list(GoldenRecord.FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              examples().flatMap(e -> Stream.of(e.name() + ".bin", e.name() + ".txt")).toList());
    }
  }

  @Test
  void every_topic_has_an_example() {
    assertThat(examples().map(example -> example.topic().name()))
        .containsAll(
            Topics.all().stream()
                .map(Topic::name)
                .filter(name -> !name.startsWith("rejects-"))
                .toList())
        .contains(ExampleRecords.REJECT.topic().name());
  }
}
