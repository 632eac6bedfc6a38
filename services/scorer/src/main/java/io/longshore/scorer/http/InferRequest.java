package io.longshore.scorer.http;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A request to score images.
 *
 * @param id to be said again in the answer
 * @param image the one input
 * @param outputs in the order they were asked for
 */
record InferRequest(Optional<String> id, Input image, List<Output> outputs) {
  static final String INPUT = "image";

  /**
   * Images, not looked at.
   *
   * @param where it stands in the request, for messages
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier; never compared
  record Input(String where, String datatype, long[] shape, TensorData data) {

    String shapeInWords() {
      return Arrays.toString(shape);
    }
  }

  /**
   * What is asked for.
   *
   * @param place behind the JSON or in it; empty if the request as a whole says
   * @param classes the likeliest so many as text instead of numbers
   */
  record Output(ModelOutput output, Optional<Place> place, OptionalInt classes) {

    Output {
      if (classes.isPresent() && output == ModelOutput.CLASS) {
        throw HttpProblem.bad(
            "classification is asked of 'class', which has no numbers; ask it of probabilities or"
                + " logits");
      }
    }

    static Output plain(ModelOutput output) {
      return new Output(output, Optional.empty(), OptionalInt.empty());
    }

    Output or(Place otherwise) {
      return place.isPresent() ? this : new Output(output, Optional.of(otherwise), classes);
    }
  }

  /** Where numbers lie. */
  enum Place {
    JSON,
    BEHIND_JSON
  }

  InferRequest {
    outputs = List.copyOf(outputs);
  }
}
