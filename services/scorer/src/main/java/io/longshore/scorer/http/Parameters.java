package io.longshore.scorer.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is understood of the parameters of a request, an input or an output; others are passed over,
 * as the protocol asks of servers.
 *
 * @param binarySize bytes of an input behind the JSON ({@code binary_data_size})
 * @param binary whether an output goes behind the JSON ({@code binary_data}, or {@code
 *     binary_data_output} for all outputs)
 * @param classes answer with the likeliest so many ({@code classification})
 */
record Parameters(OptionalInt binarySize, Optional<Boolean> binary, OptionalInt classes) {
  static final Parameters NONE =
      new Parameters(OptionalInt.empty(), Optional.empty(), OptionalInt.empty());

  /** Reads the object that the parser stands at. */
  static Parameters read(JsonParser parser, String where) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw HttpProblem.bad(where + " must be an object");
    }
    OptionalInt binarySize = OptionalInt.empty();
    Optional<Boolean> binary = Optional.empty();
    OptionalInt classes = OptionalInt.empty();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      String whole = where + "." + name;
      parser.nextToken();
      switch (name) {
        case "binary_data_size" -> binarySize = OptionalInt.of(count(parser, whole, 0));
        case "binary_data", "binary_data_output" -> binary = Optional.of(flag(parser, whole));
        case "classification" -> classes = OptionalInt.of(count(parser, whole, 1));
        default -> parser.skipChildren();
      }
    }
    return new Parameters(binarySize, binary, classes);
  }

  private static int count(JsonParser parser, String where, int least) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() == JsonParser.NumberType.INT
        && parser.getIntValue() >= least) {
      return parser.getIntValue();
    }
    throw HttpProblem.bad(
        "%s must be a whole number of %d to %d".formatted(where, least, Integer.MAX_VALUE));
  }

  private static boolean flag(JsonParser parser, String where) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
      return token == JsonToken.VALUE_TRUE;
    }
    throw HttpProblem.bad(where + " must be true or false");
  }
}
