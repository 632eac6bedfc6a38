package io.longshore.scorer.verify;

import io.longshore.domain.prediction.RefusalReason;
import java.util.Locale;

/** What the child says of a candidate, as one line. */
sealed interface Answer {

  String line();

  /**
   * All was well.
   *
   * @param images of the golden batch
   * @param maxDifference of a logit from the trainer's
   * @param millisPerImage median time of one image by itself
   */
  record Passed(int images, double maxDifference, double millisPerImage) implements Answer {
    @Override
    public String line() {
      return String.format(Locale.ROOT, "PASSED %d %s %s", images, maxDifference, millisPerImage);
    }
  }

  /** Something was not. */
  record Refused(RefusalReason reason, String message) implements Answer {
    @Override
    public String line() {
      return "REFUSED " + reason + " " + message.replace('\n', ' ');
    }
  }

  /**
   * Reads what {@link #line} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static Answer parse(String line) {
    String[] words = line.split(" ", 3);
    if (words.length == 3 && words[0].equals("REFUSED")) {
      return new Refused(RefusalReason.valueOf(words[1]), words[2]);
    }
    String[] numbers = line.split(" ", -1);
    if (numbers.length != 4 || !numbers[0].equals("PASSED")) {
      throw new IllegalArgumentException("'" + line + "' is no answer");
    }
    return new Passed(
        Integer.parseInt(numbers[1]),
        Double.parseDouble(numbers[2]),
        Double.parseDouble(numbers[3]));
  }
}
