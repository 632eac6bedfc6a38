package io.longshore.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ReadmeTest {

  @Test
  void the_table_of_topics_is_the_list_of_topics() throws IOException {
    List<String> rows = TypedTopic.all().stream().map(ReadmeTest::row).toList();

    List<String> written =
        Files.readAllLines(Path.of("README.md")).stream()
            .filter(line -> line.startsWith("| `"))
            .toList();

    assertThat(written).containsExactlyElementsOf(rows);
  }

  /** For example {@code | `labels` | ImageId | Label | label.v1 | delete | many | ingest |}. */
  private static String row(TypedTopic typed) {
    Topic<?, ?> topic = typed.topic();
    return "| `%s` | %s | %s | %s | %s | %s | %s |"
        .formatted(
            topic.name(),
            typed.key().getSimpleName(),
            typed.value().getSimpleName(),
            schema(topic.value()),
            topic.cleanup().name().toLowerCase(Locale.ROOT),
            topic.scale().name().toLowerCase(Locale.ROOT),
            topic.writer().service());
  }

  private static String schema(Codec<?> codec) {
    if (codec instanceof ProtobufCodec<?, ?> protobuf) {
      return protobuf.schema().toString();
    }
    if (codec instanceof ImageCodec) {
      return ImageCodec.SCHEMA.toString();
    }
    return codec instanceof RejectCodec ? RejectCodec.SCHEMA.toString() : "none";
  }
}
