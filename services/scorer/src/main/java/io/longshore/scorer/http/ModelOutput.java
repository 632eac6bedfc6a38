package io.longshore.scorer.http;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The tensors that can be asked for. */
enum ModelOutput {
  /** (images, classes), trimmed as those of the stream are. */
  LOGITS("logits", "FP32"),
  /** (images, classes), the softmax of the logits. */
  PROBABILITIES("probabilities", "FP32"),
  /** (images): the name of the likeliest class. */
  CLASS("class", "BYTES");

  private final String word;
  private final String datatype;

  ModelOutput(String word, String datatype) {
    this.word = word;
    this.datatype = datatype;
  }

  String word() {
    return word;
  }

  String datatype() {
    return datatype;
  }

  static Optional<ModelOutput> of(String word) {
    return Arrays.stream(values()).filter(output -> output.word.equals(word)).findFirst();
  }

  static String words() {
    return Arrays.stream(values()).map(ModelOutput::word).collect(Collectors.joining(", "));
  }
}
