package io.longshore.scorer.http;

import static io.longshore.scorer.http.Requests.behind;
import static io.longshore.scorer.http.Requests.bytes;
import static io.longshore.scorer.http.Requests.floats;
import static io.longshore.scorer.http.Requests.logits;
import static io.longshore.scorer.http.Requests.pixels;
import static io.longshore.scorer.http.Requests.quoted;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.longshore.scorer.fixture.TinyEngine;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BinaryOverHttpTest {
  private static final byte[] TWO = bytes(0, 255, 100, 7, 200, 180, 90, 255);

  private final Browser browser = new Browser(TinyEngine.serving());

  @AfterEach
  void close() {
    browser.close();
  }

  @Test
  void pixels_may_lie_behind_the_json_and_the_answer_in_it() {
    Browser.Seen seen = browser.inferBinary(behind("UINT8", "[2,2,2,1]", 8, ""), TWO);

    assertThat(seen.status()).isEqualTo(200);
    assertThat(floats(seen.output(0).path("data"))).containsExactly(logits(TWO), within(1e-5f));
    assertThat(seen.behind()).isEmpty();
  }

  @Test
  void all_of_the_answer_may_lie_behind_the_json() {
    Browser.Seen seen =
        browser.inferBinary(
            behind("UINT8", "[2,2,2,1]", 8, ",'parameters':{'binary_data_output':true}"), TWO);

    byte[] behind = seen.behind();
    assertThat(seen.response().headers().firstValue("Content-Type"))
        .contains("application/octet-stream");
    assertThat(seen.json().path("outputs").findValuesAsText("binary_data_size"))
        .containsExactly("24", "24", "21");
    assertThat(seen.json().path("outputs").findValues("data")).isEmpty();
    assertThat(floats(Arrays.copyOf(behind, 24))).containsExactly(logits(TWO), within(1e-5f));
    assertThat(
            BinaryFraming.elements(behind, new TensorData.Binary(48, behind.length - 48), 9, "x"))
        .containsExactly("bag".getBytes(UTF_8), "ankle boot".getBytes(UTF_8));
  }

  @Test
  void each_output_may_say_for_itself_where_it_lies() {
    Browser.Seen seen =
        browser.infer(
            pixels(
                "[1,2,2,1]",
                "[1,2,3,4]",
                ",'parameters':{'binary_data_output':true},'outputs':["
                    + "{'name':'probabilities','parameters':{'binary_data':false}},"
                    + "{'name':'logits'},"
                    + "{'name':'class','parameters':{'binary_data':false}}]"));

    assertThat(seen.output(0).path("data").size()).isEqualTo(3);
    assertThat(seen.output(1).path("parameters").path("binary_data_size").asInt()).isEqualTo(12);
    assertThat(seen.output(2).path("data").size()).isEqualTo(1);
    assertThat(floats(seen.behind())).containsExactly(logits(bytes(1, 2, 3, 4)), within(1e-5f));
  }

  @Test
  void a_classification_behind_the_json_has_its_lengths() {
    Browser.Seen seen =
        browser.infer(
            pixels(
                "[1,2,2,1]",
                "[255,255,255,255]",
                ",'outputs':[{'name':'logits','parameters':{'classification':1,'binary_data':true}}]"));

    assertThat(seen.behind())
        .isEqualTo(BinaryFraming.joined(List.of("3.200000:0:ankle boot".getBytes(UTF_8))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "8  | 7 | inputs[0] has 8 bytes of binary data, but 7 follow the JSON",
        "8  | 9 | 9 bytes follow the JSON, of which the inputs name 8 in binary_data_size",
        "7  | 7 | inputs[0] has the shape [2, 2, 2, 1], which is 8 elements of UINT8, and data of"
            + " 7",
        "0  | 0 | which is 8 elements of UINT8, and data of 0",
        "-1 | 8 | inputs[0].parameters.binary_data_size must be a whole number of 0 to 2147483647",
        "2147483647 | 8 | inputs[0] has 2147483647 bytes of binary data, but 8 follow the JSON",
      })
  void sizes_that_do_not_add_up_are_refused(int said, int sent, String message) {
    Browser.Seen seen = browser.inferBinary(behind("UINT8", "[2,2,2,1]", said, ""), new byte[sent]);

    assertThat(seen.status()).isEqualTo(400);
    assertThat(seen.error()).contains(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-5", "x", "99999", "99999999999999999999"})
  void a_length_of_the_json_that_cannot_be_is_refused(String length) {
    Browser.Seen seen = browser.inferFramed(length, behind("UINT8", "[2,2,2,1]", 8, ""), TWO);

    assertThat(seen.status()).isEqualTo(400);
    assertThat(seen.error())
        .startsWith("Inference-Header-Content-Length says '" + length + "' of a body of");
  }

  @Test
  void a_length_that_cuts_the_json_off_is_refused() {
    Browser.Seen seen = browser.inferFramed("20", behind("UINT8", "[2,2,2,1]", 8, ""), TWO);

    assertThat(seen.status()).isEqualTo(400);
    assertThat(seen.error()).startsWith("the JSON cannot be read at byte 20");
  }

  @Test
  void binary_data_without_the_header_are_refused() {
    Browser.Seen seen = browser.infer(behind("UINT8", "[2,2,2,1]", 8, ""));

    assertThat(seen.status()).isEqualTo(400);
    assertThat(seen.error()).contains("is Inference-Header-Content-Length set, and right?");
  }

  @Test
  void data_in_two_places_are_refused() {
    Browser.Seen seen =
        browser.inferBinary(
            quoted(
                "{'inputs':[{'name':'image','shape':[1,2,2,1],'datatype':'UINT8','data':[1,2,3,4],"
                    + "'parameters':{'binary_data_size':4}}]}"),
            new byte[4]);

    assertThat(seen.status()).isEqualTo(400);
    assertThat(seen.error()).endsWith("and not both");
  }
}
