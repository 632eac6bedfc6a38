package io.longshore.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FieldsTest {

  @Test
  void what_is_not_known_is_there_and_null() throws Exception {
    JsonNode read =
        new ObjectMapper()
            .readTree(
                new Fields()
                    .put("text", Optional.empty())
                    .put("number", OptionalDouble.empty())
                    .put("whole", OptionalLong.empty())
                    .put("none", Double.NaN)
                    .object("object", Optional.empty())
                    .put("half", 0.5)
                    .json());

    assertThat(read.fieldNames())
        .toIterable()
        .containsExactly("text", "number", "whole", "none", "object", "half");
    assertThat(read.findValues("none").get(0).isNull()).isTrue();
    assertThat(read.get("object").isNull()).isTrue();
    assertThat(read.get("half").asDouble()).isEqualTo(0.5);
  }

  @Test
  void whatever_strangers_wrote_is_printed_in_ascii() throws Exception {
    String evil = "\u001b[2J\u007fgröße\u202e";

    String json = Fields.json(List.of(new Fields().put("name", evil)));

    assertThat(json.chars().filter(c -> c != '\n')).allMatch(c -> c >= ' ' && c <= '~');
    assertThat(new ObjectMapper().readTree(json).get(0).get("name").asText()).isEqualTo(evil);
  }
}
