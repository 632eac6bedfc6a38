package io.longshore.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The schemas against the snapshot of what was released.
 *
 * <p>After a change that is allowed, {@code mvn -pl schemas test -Dtest=ReleasedSchemasTest
 * -Dlongshore.released.write=true} puts it into the snapshot; a change that breaks is never put in.
 */
class ReleasedSchemasTest {
  private static final Path SNAPSHOT = Path.of("src/test/resources/released/v1.txt");
  private static final SchemaText CURRENT = SchemaText.of(WireSchemas.all());

  @BeforeAll
  static void write_the_snapshot_if_asked_to() throws IOException {
    if (Boolean.getBoolean("longshore.released.write")
        && (Files.notExists(SNAPSHOT) || Compatibility.breaks(released(), CURRENT).isEmpty())) {
      Files.writeString(SNAPSHOT, CURRENT.toString());
    }
  }

  @Test
  void no_released_schema_is_broken() throws IOException {
    assertThat(Compatibility.breaks(released(), CURRENT)).isEmpty();
  }

  @Test
  void the_snapshot_is_complete() throws IOException {
    assertThat(CURRENT.toString())
        .as("run this test with -Dlongshore.released.write=true and commit %s", SNAPSHOT)
        .isEqualTo(Files.readString(SNAPSHOT));
  }

  @Test
  void every_schema_file_is_spoken_on_a_topic() throws IOException {
    Path root = Path.of("src/main/protobuf");
    try (Stream<Path> files = Files.walk(root)) {
      assertThat(files.filter(Files::isRegularFile).map(file -> root.relativize(file).toString()))
          .containsExactlyInAnyOrderElementsOf(
              WireSchemas.all().stream().map(FileDescriptor::getName).toList());
    }
  }

  @Test
  void every_singular_field_can_be_seen_to_be_absent() {
    assertThat(
            WireSchemas.all().stream()
                .flatMap(file -> file.getMessageTypes().stream())
                .flatMap(ReleasedSchemasTest::withNested)
                .flatMap(message -> message.getFields().stream())
                .filter(field -> !field.isRepeated()))
        .allMatch(FieldDescriptor::hasPresence);
  }

  private static Stream<Descriptor> withNested(Descriptor message) {
    return Stream.concat(
        Stream.of(message),
        message.getNestedTypes().stream().filter(m -> !m.getOptions().getMapEntry()));
  }

  private static SchemaText released() throws IOException {
    return SchemaText.parse(Files.readAllLines(SNAPSHOT));
  }
}
