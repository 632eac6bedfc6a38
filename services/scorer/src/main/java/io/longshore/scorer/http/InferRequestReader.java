package io.longshore.scorer.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.longshore.scorer.http.InferRequest.Input;
import io.longshore.scorer.http.InferRequest.Output;
import io.longshore.scorer.http.InferRequest.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON of a request token by token; nothing is built of it but what is needed.
 *
 * @see <a
 *     href="https://github.com/kserve/open-inference-protocol/blob/main/specification/protocol/inference_rest.md">Open
 *     Inference Protocol, REST</a>
 */
final class InferRequestReader {
  /** The body is bounded already; depth is what else a parser can be made to spend. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(32)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private static final int MOST_DIMENSIONS = 8;
  private static final String EITHER_DATA =
      "must have 'data', or 'parameters.binary_data_size' and its bytes behind the JSON, and not"
          + " both";

  private final JsonParser parser;
  private final BinaryFraming framing;
  private final int mostImages;
  private @Nullable Input image;
  private final List<Output> outputs = new ArrayList<>();

  private InferRequestReader(JsonParser parser, BinaryFraming framing, int mostImages) {
    this.parser = parser;
    this.framing = framing;
    this.mostImages = mostImages;
  }

  /**
   * Reads a request.
   *
   * @param framing where JSON and binary data lie in the body
   * @throws HttpProblem 400 that says what is wrong, and where
   */
  static InferRequest read(byte[] body, BinaryFraming framing, int mostImages) {
    try (JsonParser parser = JSON.createParser(body, 0, framing.jsonBytes())) {
      return new InferRequestReader(parser, framing, mostImages).request();
    } catch (JsonProcessingException e) {
      String at = e.getLocation() == null ? "?" : Long.toString(e.getLocation().getByteOffset());
      throw HttpProblem.bad(
          "the JSON cannot be read at byte %s: %s".formatted(at, e.getOriginalMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // reading from memory
    }
  }

  private InferRequest request() throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw HttpProblem.bad("the request must be a JSON object");
    }
    Optional<String> id = Optional.empty();
    Parameters parameters = Parameters.NONE;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "id" -> id = Optional.of(text(name));
        case "parameters" -> parameters = Parameters.read(parser, name);
        case "inputs" -> inputs();
        case "outputs" -> outputs();
        default -> parser.skipChildren();
      }
    }
    if (parser.nextToken() != null) {
      throw HttpProblem.bad("something follows the end of the JSON object");
    }
    if (image == null) {
      throw HttpProblem.bad("the input 'image' is missing");
    }
    framing.requireAllTaken();
    return new InferRequest(id, image, placed(parameters.binary().map(InferRequestReader::place)));
  }

  /** All that there is if nothing is named. */
  private List<Output> placed(Optional<Place> ofAll) {
    Stream<Output> asked =
        outputs.isEmpty()
            ? Arrays.stream(ModelOutput.values()).map(Output::plain)
            : outputs.stream();
    return asked.map(output -> output.or(ofAll.orElse(Place.JSON))).toList();
  }

  private static Place place(boolean binary) {
    return binary ? Place.BEHIND_JSON : Place.JSON;
  }

  private void inputs() throws IOException {
    require(JsonToken.START_ARRAY, "inputs must be an array");
    for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
      input("inputs[" + i + "]");
    }
  }

  private void input(String where) throws IOException {
    require(JsonToken.START_OBJECT, where + " must be an object");
    String called = "";
    String datatype = "";
    long @Nullable [] shape = null;
    TensorData data = null;
    Parameters parameters = Parameters.NONE;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      String whole = where + "." + field;
      parser.nextToken();
      switch (field) {
        case "name" -> called = text(whole);
        case "datatype" -> datatype = text(whole);
        case "shape" -> shape = shape(whole);
        case "data" -> data = TensorArray.read(parser, whole, mostImages);
        case "parameters" -> parameters = Parameters.read(parser, whole);
        default -> parser.skipChildren();
      }
    }
    requireImage(called, where);
    if (shape == null || datatype.isEmpty()) {
      throw HttpProblem.bad(where + " must have a shape and a datatype");
    }
    if ((data == null) == parameters.binarySize().isEmpty()) {
      throw HttpProblem.bad(where + " " + EITHER_DATA);
    }
    TensorData there =
        data == null ? framing.take(parameters.binarySize().getAsInt(), where) : data;
    image = new Input(where, datatype, shape, there);
  }

  private void requireImage(String called, String where) {
    if (!called.equals(InferRequest.INPUT)) {
      throw HttpProblem.bad(
          "%s is called '%s', which is unknown; the model has one input, 'image'"
              .formatted(where, called));
    }
    if (image != null) {
      throw HttpProblem.bad(where + " is called 'image' as one before it is");
    }
  }

  private void outputs() throws IOException {
    require(JsonToken.START_ARRAY, "outputs must be an array");
    for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
      Output output = output("outputs[" + i + "]");
      if (outputs.stream().anyMatch(other -> other.output() == output.output())) {
        throw HttpProblem.bad("outputs[%d] asks for what one before it does".formatted(i));
      }
      outputs.add(output);
    }
  }

  private Output output(String where) throws IOException {
    require(JsonToken.START_OBJECT, where + " must be an object");
    String called = "";
    Parameters parameters = Parameters.NONE;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "name" -> called = text(where + ".name");
        case "parameters" -> parameters = Parameters.read(parser, where + ".parameters");
        default -> parser.skipChildren();
      }
    }
    String name = called;
    ModelOutput output =
        ModelOutput.of(name)
            .orElseThrow(
                () ->
                    HttpProblem.bad(
                        "%s is called '%s', which is unknown; there are %s"
                            .formatted(where, name, ModelOutput.words())));
    return new Output(
        output, parameters.binary().map(InferRequestReader::place), parameters.classes());
  }

  private long[] shape(String where) throws IOException {
    require(JsonToken.START_ARRAY, where + " must be an array");
    long[] shape = new long[MOST_DIMENSIONS];
    int dimensions = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT
          || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
          || dimensions == MOST_DIMENSIONS) {
        throw HttpProblem.bad(
            "%s must be at most %d whole numbers of 64 bits".formatted(where, MOST_DIMENSIONS));
      }
      shape[dimensions++] = parser.getLongValue();
    }
    return Arrays.copyOf(shape, dimensions);
  }

  private String text(String where) throws IOException {
    require(JsonToken.VALUE_STRING, where + " must be a string");
    return parser.getText();
  }

  private void require(JsonToken token, String otherwise) {
    if (parser.currentToken() != token) {
      throw HttpProblem.bad(otherwise);
    }
  }
}
