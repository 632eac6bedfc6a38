package io.longshore.scorer.http;

import io.longshore.scorer.scoring.Engine;
import io.longshore.scorer.scoring.Ranking;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What a model said of images, in the forms that can be asked for.
 *
 * @param images how many
 * @param classNames in the order of the logits
 * @param logits (images, classes)
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of numbers; never compared
record Scores(int images, List<String> classNames, float[] logits) {

  Scores {
    if (logits.length != images * classNames.size()) {
      throw new IllegalStateException(
          "%d logits were answered for %d images and %d classes"
              .formatted(logits.length, images, classNames.size()));
    }
  }

  static Scores of(Engine.Answer answer, int images) {
    return new Scores(images, answer.model().classNames(), answer.logits());
  }

  int classes() {
    return classNames.size();
  }

  /** (images, classes); for {@link ModelOutput#CLASS} there are none. */
  float[] numbers(ModelOutput output) {
    return output == ModelOutput.PROBABILITIES ? probabilities() : logits;
  }

  /** Of each row, by the same arithmetic as those of the stream. */
  private float[] probabilities() {
    float[] probabilities = new float[logits.length];
    for (int row = 0; row < logits.length; row += classes()) {
      float[] own = Ranking.softmax(Arrays.copyOfRange(logits, row, row + classes()));
      System.arraycopy(own, 0, probabilities, row, own.length);
    }
    return probabilities;
  }

  /** The likeliest class of each image. */
  List<byte[]> names() {
    var names = new ArrayList<byte[]>(images);
    for (int image = 0; image < images; image++) {
      names.add(utf8(classNames.get(best(logits, image).get(0))));
    }
    return names;
  }

  /**
   * The k best of each image, best first, as {@code number:index:class}.
   *
   * @return images times the lesser of k and classes
   * @see <a
   *     href="https://github.com/triton-inference-server/server/blob/main/docs/protocol/extension_classification.md">Classification
   *     extension</a>
   */
  List<byte[]> ranked(ModelOutput output, int k) {
    float[] numbers = numbers(output);
    var ranked = new ArrayList<byte[]>();
    for (int image = 0; image < images; image++) {
      for (int c : best(numbers, image).subList(0, Math.min(k, classes()))) {
        ranked.add(
            utf8(
                String.format(
                    Locale.ROOT,
                    "%f:%d:%s",
                    numbers[image * classes() + c],
                    c,
                    classNames.get(c))));
      }
    }
    return ranked;
  }

  /** Of equal ones the first named. */
  private List<Integer> best(float[] numbers, int image) {
    return IntStream.range(0, classes())
        .boxed()
        .sorted(Comparator.comparingDouble(c -> -numbers[image * classes() + c]))
        .toList();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
