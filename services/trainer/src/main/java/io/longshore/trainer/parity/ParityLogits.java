package io.longshore.trainer.parity;

import io.longshore.domain.model.ParityReport;
import io.longshore.trainer.run.Judging;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * Logits of a sample of images, by the trainer's engine.
 *
 * @param classes width of a row
 * @param values (images, classes)
 */
public record ParityLogits(int classes, float[] values) {

  public int images() {
    return values.length / classes;
  }

  void write(DataOutputStream out) throws IOException {
    ByteBuffer floats = ByteBuffer.allocate(values.length * Float.BYTES);
    floats.asFloatBuffer().put(values);
    out.writeInt(classes);
    out.writeInt(values.length);
    out.write(floats.array());
  }

  static ParityLogits read(DataInputStream in) throws IOException {
    int classes = in.readInt();
    float[] values = new float[in.readInt()];
    ByteBuffer.wrap(in.readNBytes(values.length * Float.BYTES)).asFloatBuffer().get(values);
    return new ParityLogits(classes, values);
  }

  /**
   * One line for the parent process: images, largest difference, equal classes, milliseconds an
   * image.
   */
  String compare(float[] other, double millisPerImage) {
    double largest = 0;
    int equal = 0;
    for (int i = 0; i < images(); i++) {
      for (int c = i * classes; c < (i + 1) * classes; c++) {
        double difference = Math.abs((double) values[c] - other[c]);
        largest =
            Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(largest, difference);
      }
      if (Judging.argmax(values, i * classes, classes)
          == Judging.argmax(other, i * classes, classes)) {
        equal++;
      }
    }
    return String.format(
        Locale.ROOT, "parity %d %s %d %s", images(), largest, equal, millisPerImage);
  }

  /** Reads the line that {@link #compare} made. */
  static ParityReport parse(String line) {
    String[] words = line.trim().split(" ", -1);
    if (words.length != 5 || !words[0].equals("parity")) {
      throw new IllegalArgumentException("not a parity report: '" + line + "'");
    }
    return new ParityReport(
        Integer.parseInt(words[1]),
        Double.parseDouble(words[2]),
        Integer.parseInt(words[3]),
        Double.parseDouble(words[4]));
  }
}
