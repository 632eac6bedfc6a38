package io.longshore.standalone.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longshore.standalone.runtime.Child;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a process logs, by LONGSHORE_LOG_FORMAT. */
@Timeout(60)
class LogFormatTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  @Test
  void json_is_an_object_a_line_that_says_which_service_and_stream_it_is_of() throws Exception {
    List<String> lines = logged("json");

    assertThat(lines).hasSize(1);
    JsonNode line = new ObjectMapper().readTree(lines.get(0));
    assertThat(line.path("formattedMessage").asText()).isEqualTo("loop ended by a failure");
    assertThat(line.at("/throwable/message").asText()).isEqualTo("for a \"test\"\nof two lines");
    assertThat(line.path("level").asText()).isEqualTo("ERROR");
    assertThat(line.at("/mdc/service").asText()).isEqualTo("scorer");
    assertThat(line.at("/mdc/stream").asText()).isEqualTo("default");
    assertThat(line.at("/mdc/trace_id").asText()).isEqualTo(TRACE);
    assertThat(line.at("/mdc/span_id").asText()).matches("[0-9a-f]{16}");
    assertThat(line.path("kvpList").toString()).isEqualTo("[{\"part\":\"test-loop\"}]");
  }

  @Test
  void text_is_for_people() throws Exception {
    List<String> lines = logged("text");

    assertThat(lines).hasSizeGreaterThan(2);
    assertThat(lines.get(0))
        .contains("ERROR", "[test-loop]", "loop ended by a failure part=\"test-loop\"")
        .containsPattern(" trace_id=" + TRACE + " span_id=[0-9a-f]{16}$");
  }

  private static List<String> logged(String format) throws Exception {
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dlogback.configurationFile=logback.xml",
            "-cp",
            System.getProperty("java.class.path"),
            LoggingProcess.class.getName());
    builder.environment().put("LONGSHORE_LOG_FORMAT", format);
    builder.environment().put("OTEL_TRACES_EXPORTER", "none");
    builder.environment().put("TRACEPARENT", "00-" + TRACE + "-b7ad6b7169203331-01");
    Child.Said said = Child.run(PATIENCE, builder);
    assertThat(said.status()).as(said.words()).isZero();
    return said.words().lines().toList();
  }
}
