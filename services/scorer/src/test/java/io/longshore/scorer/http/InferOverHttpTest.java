package io.longshore.scorer.http;

import static io.longshore.scorer.http.Requests.bytes;
import static io.longshore.scorer.http.Requests.flat;
import static io.longshore.scorer.http.Requests.floats;
import static io.longshore.scorer.http.Requests.logits;
import static io.longshore.scorer.http.Requests.pixels;
import static io.longshore.scorer.http.Requests.quoted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.longshore.scorer.fixture.TinyEngine;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InferOverHttpTest {
  private static final byte[] TWO = bytes(0, 255, 100, 7, 200, 180, 90, 255);

  private final Browser browser = new Browser(TinyEngine.serving());

  @AfterEach
  void close() {
    browser.close();
  }

  @Test
  void images_are_scored_and_everything_is_answered() {
    Browser.Seen seen = browser.infer(pixels("[2,2,2,1]", flat(TWO), ",'id':'req-7'"));

    assertThat(seen.status()).isEqualTo(200);
    assertThat(seen.json().path("id").asText()).isEqualTo("req-7");
    assertThat(seen.json().path("model_name").asText()).isEqualTo("default");
    assertThat(seen.json().path("model_version").asText())
        .isEqualTo(browser.engine.live().orElseThrow().version().value());
    assertThat(seen.output(0).path("name").asText()).isEqualTo("logits");
    assertThat(seen.output(0).path("shape").toString()).isEqualTo("[2,3]");
    assertThat(floats(seen.output(0).path("data"))).containsExactly(logits(TWO), within(1e-5f));
    assertThat(seen.output(1).path("name").asText()).isEqualTo("probabilities");
    assertThat(seen.output(2).toString())
        .isEqualTo(
            quoted("{'name':'class','datatype':'BYTES','shape':[2],'data':['bag','ankle boot']}"));
  }

  @Test
  void probabilities_are_the_softmax_of_the_logits() {
    float[] probabilities =
        floats(browser.infer(pixels("[2,2,2,1]", flat(TWO))).output(1).path("data"));

    float[] logits = logits(TWO);
    for (int row = 0; row < 6; row += 3) {
      double sum = Math.exp(logits[row]) + Math.exp(logits[row + 1]) + Math.exp(logits[row + 2]);
      for (int c = row; c < row + 3; c++) {
        assertThat((double) probabilities[c]).isCloseTo(Math.exp(logits[c]) / sum, within(1e-5));
      }
    }
  }

  @Test
  void more_images_than_the_engine_takes_at_once_come_back_in_their_order() {
    byte[] six = new byte[24];
    new Random(3).nextBytes(six);

    Browser.Seen seen = browser.infer(pixels("[6,2,2,1]", flat(six)));

    assertThat(floats(seen.output(0).path("data"))).containsExactly(logits(six), within(1e-5f));
  }

  @Test
  void data_may_be_nested_as_their_shape_is() {
    Browser.Seen seen =
        browser.infer(
            pixels("[2,2,2,1]", "[[[[0],[255]],[[100],[7]]],[[[200],[180]],[[90],[255]]]]"));

    assertThat(floats(seen.output(0).path("data"))).containsExactly(logits(TWO), within(1e-5f));
  }

  @Test
  void members_come_in_any_order_and_unknown_ones_are_passed_over() {
    Browser.Seen seen =
        browser.infer(
            quoted(
                "{'later':{'a':[1,{}]},'outputs':[{'parameters':{'new':[]},'name':'logits'}],"
                    + "'inputs':[{'data':[1,2,3,4],'datatype':'UINT8','x':1,'name':'image','shape':[1,2,2,1]}],"
                    + "'parameters':{'priority':3}}"));

    assertThat(floats(seen.output(0).path("data")))
        .containsExactly(logits(bytes(1, 2, 3, 4)), within(1e-5f));
  }

  @Test
  void only_the_outputs_that_were_asked_for_are_answered_in_their_order() {
    Browser.Seen seen =
        browser.infer(
            pixels("[1,2,2,1]", "[1,2,3,4]", ",'outputs':[{'name':'class'},{'name':'logits'}]"));

    assertThat(seen.json().path("outputs").findValuesAsText("name"))
        .containsExactly("class", "logits");
  }

  @Test
  void a_classification_names_the_likeliest_classes() {
    Browser.Seen seen =
        browser.infer(
            pixels(
                "[1,2,2,1]",
                "[255,255,255,255]",
                ",'outputs':[{'name':'logits','parameters':{'classification':2}},"
                    + "{'name':'probabilities','parameters':{'classification':99}}]"));

    assertThat(seen.output(0).toString())
        .isEqualTo(
            quoted(
                "{'name':'logits','datatype':'BYTES','shape':[1,2],'data':['3.200000:0:ankle"
                    + " boot','0.200000:1:bag']}"));
    assertThat(seen.output(1).path("shape").toString()).isEqualTo("[1,3]");
    assertThat(seen.output(1).path("data").path(0).asText())
        .startsWith("0.9")
        .endsWith(":0:ankle boot");
  }

  @Test
  void the_live_version_can_be_insisted_on() {
    String brief = browser.engine.live().orElseThrow().version().brief();
    String body = pixels("[1,2,2,1]", "[1,2,3,4]");

    Browser.Seen right = post("/v2/models/default/versions/" + brief + "/infer", body);
    Browser.Seen wrong = post("/v2/models/default/versions/1/infer", body);

    assertThat(right.status()).isEqualTo(200);
    assertThat(wrong.status()).isEqualTo(404);
    assertThat(wrong.error()).startsWith("version '1' of model 'default' is not live;");
  }

  private Browser.Seen post(String path, String body) {
    return Browser.join(browser.send(browser.to(path).POST(BodyPublishers.ofString(body)).build()));
  }

  @Test
  void a_version_that_goes_while_its_answer_is_waited_for_is_not_answered_by_another()
      throws InterruptedException {
    String brief = browser.engine.live().orElseThrow().version().brief();
    browser.engine.hold();
    var answer =
        browser.send(
            browser
                .to("/v2/models/default/versions/" + brief + "/infer")
                .POST(BodyPublishers.ofString(pixels("[1,2,2,1]", "[1,2,3,4]")))
                .build());
    while (browser.engine.waiting() == 0) {
      Thread.sleep(1);
    }

    browser.engine.serve(2);
    browser.engine.release();

    assertThat(answer.join().status()).isEqualTo(404);
    assertThat(answer.join().error()).contains(brief).contains("is not live");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]                                    | the request must be a JSON object",
        "{                                     | the JSON cannot be read at byte",
        "{}                                    | the input 'image' is missing",
        "{} {}                                 | something follows the end of the JSON object",
        "{'id':1,'id':2}                       | id must be a string",
        "{'id':'1','id':'2'}                   | Duplicate field 'id'",
        "{'inputs':{}}                         | inputs must be an array",
        "{'inputs':[7]}                        | inputs[0] must be an object",
        "{'inputs':[{'name':'x','shape':[1],'datatype':'UINT8','data':[]}]} | inputs[0] is called"
            + " 'x', which is unknown; the model has one input, 'image'",
        "{'inputs':[{'name':'image','data':[1]}]} | inputs[0] must have a shape and a datatype",
        "{'inputs':[{'name':'image','shape':[1,2,2,1],'datatype':'UINT8'}]} | inputs[0] must have"
            + " 'data', or",
        "{'inputs':[{'name':'image','shape':[1,2,2,1],'datatype':'UINT8','data':[1,2,3,4]},{'name':'image','shape':[1,2,2,1],'datatype':'UINT8','data':[1,2,3,4]}]}"
            + " | inputs[1] is called 'image' as one before it is",
        "{'inputs':[],'outputs':[{'name':'y'}]} | outputs[0] is called 'y', which is unknown; there"
            + " are logits, probabilities, class",
        "{'outputs':[{'name':'class'},{'name':'class'}]} | outputs[1] asks for what one before it"
            + " does",
        "{'outputs':[{'name':'class','parameters':{'classification':2}}]} | classification is asked"
            + " of 'class'",
        "{'outputs':[{'name':'logits','parameters':{'classification':0}}]} |"
            + " outputs[0].parameters.classification must be a whole number of 1 to 2147483647",
        "{'outputs':[{'name':'logits','parameters':{'binary_data':1}}]} |"
            + " outputs[0].parameters.binary_data must be true or false",
        "{'parameters':[]}                     | parameters must be an object",
      })
  void what_is_no_request_is_refused_with_what_and_where(String request, String message) {
    Browser.Seen seen = browser.infer(quoted(request));

    assertThat(seen.status()).isEqualTo(400);
    assertThat(seen.error()).contains(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[1,2,3,1]  | [1,2,3,4,5,6] | inputs[0] has the shape [1, 2, 3, 1] of UINT8; the model"
            + " takes [n, 2, 2, 1] UINT8, or [n] BYTES of PNG or JPEG files",
        "[4]        | [1,2,3,4]     | inputs[0] has the shape [4] of UINT8; the model takes",
        "[]         | [1]           | inputs[0] has the shape [] of UINT8; the model takes",
        "[0,2,2,1]  | []            | inputs[0] has the shape [0, 2, 2, 1], so 0 images; 1 to 6 are"
            + " scored in a request",
        "[-1,2,2,1] | [1,2,3,4]     | so -1 images; 1 to 6 are scored in a request",
        "[7,2,2,1]  | [1,2,3,4]     | so 7 images; 1 to 6 are scored in a request",
        "[4611686018427387905,2,2,1] | [1,2,3,4] | so 4611686018427387905 images; 1 to 6 are"
            + " scored",
        "[1,2,2,99999999999999999999] | [1,2,3,4] | inputs[0].shape must be at most 8 whole numbers"
            + " of 64 bits",
        "[1,1,1,1,1,1,1,1,1] | [1]   | inputs[0].shape must be at most 8 whole numbers of 64 bits",
        "[1.0,2,2,1] | [1,2,3,4]    | inputs[0].shape must be at most 8 whole numbers of 64 bits",
        "[1,2,2,1]  | [1,2,3]       | inputs[0] has the shape [1, 2, 2, 1], which is 4 elements of"
            + " UINT8, and data of 3",
        "[1,2,2,1]  | [1,2,3,4,5]   | which is 4 elements of UINT8, and data of 5",
        "[1,2,2,1]  | 7             | inputs[0].data must be an array",
        "[1,2,2,1]  | [1,2,256,4]   | inputs[0].data[2] is not a whole number of 0 to 255",
        "[1,2,2,1]  | [-1,2,3,4]    | inputs[0].data[0] is not a whole number of 0 to 255",
        "[1,2,2,1]  | [1,2,1000000000000000000000,4] | inputs[0].data[2] is not a whole number",
        "[1,2,2,1]  | [1,2.5,3,4]   | inputs[0].data[1] is a VALUE_NUMBER_FLOAT; all elements are",
        "[1,2,2,1]  | [1,null,3,4]  | inputs[0].data[1] is a VALUE_NULL",
        "[1,2,2,1]  | [1,{},3,4]    | inputs[0].data[1] is a START_OBJECT",
        "[1,2,2,1]  | [1,[2],3,4]   | inputs[0].data is ragged: elements lie at different depths",
        "[1,2,2,1]  | [[1,2,3],[4]] | inputs[0].data is ragged: at depth 2 an array has 3 elements"
            + " and another 1",
        "[1,2,2,1]  | [[1,2],[3,4]] | inputs[0] has the shape [1, 2, 2, 1], and its data are nested"
            + " as [2, 2]",
        "[1,2,2,1]  | [[[[[[[[[1]]]]]]]]] | inputs[0].data is nested deeper than 8 arrays",
      })
  void pixels_that_do_not_fit_are_refused_with_what_and_where(
      String shape, String data, String message) {
    Browser.Seen seen = browser.infer(pixels(shape, data));

    assertThat(seen.status()).isEqualTo(400);
    assertThat(seen.error()).contains(message);
  }

  @Test
  void another_datatype_is_refused_by_name() {
    Browser.Seen seen = browser.infer(pixels("[1,2,2,1]", "[1,2,3,4]").replace("UINT8", "FP32"));

    assertThat(seen.status()).isEqualTo(400);
    assertThat(seen.error())
        .isEqualTo(
            "inputs[0] has the datatype FP32; the model takes [n, 2, 2, 1] UINT8, or [n] BYTES of"
                + " PNG or JPEG files");
  }

  @Test
  void json_nested_without_end_is_refused() {
    Browser.Seen seen = browser.infer("{\"x\":" + "[".repeat(2000) + "]".repeat(2000) + "}");

    assertThat(seen.status()).isEqualTo(400);
    assertThat(seen.error()).contains("nesting depth");
  }
}
