package io.longshore.trainer.parity;

import io.longshore.domain.image.ImageShape;
import io.longshore.domain.model.ParityReport;
import io.longshore.trainer.run.Judging;
import io.longshore.trainer.run.LabelledPixels;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Images and the logits that the trainer's engine gave them: what an exported model is compared on.
 *
 * @param shape of each image
 * @param classes width of a row of logits
 * @param pixels (images, height, width, channels)
 * @param logits (images, classes)
 */
public record ParityCase(ImageShape shape, int classes, byte[] pixels, float[] logits) {
  static final String BACKBONE = "backbone.onnx";
  static final String HEAD = "head.onnx";
  private static final String FILE = "case";

  public static ParityCase of(LabelledPixels sample, int classes, float[] logits) {
    return new ParityCase(sample.shape(), classes, sample.pixels(), logits);
  }

  int images() {
    return logits.length / classes;
  }

  void write(Path directory) throws IOException {
    ByteBuffer floats = ByteBuffer.allocate(logits.length * Float.BYTES);
    floats.asFloatBuffer().put(logits);
    try (var out =
        new DataOutputStream(
            new BufferedOutputStream(Files.newOutputStream(directory.resolve(FILE))))) {
      out.writeInt(shape.height());
      out.writeInt(shape.width());
      out.writeInt(shape.channels());
      out.writeInt(classes);
      out.writeInt(logits.length);
      out.write(pixels);
      out.write(floats.array());
    }
  }

  static ParityCase read(Path directory) throws IOException {
    try (var in =
        new DataInputStream(
            new BufferedInputStream(Files.newInputStream(directory.resolve(FILE))))) {
      var shape = new ImageShape(in.readInt(), in.readInt(), in.readInt());
      int classes = in.readInt();
      float[] logits = new float[in.readInt()];
      byte[] pixels = in.readNBytes(logits.length / classes * shape.size());
      ByteBuffer floats = ByteBuffer.wrap(in.readNBytes(logits.length * Float.BYTES));
      floats.asFloatBuffer().get(logits);
      return new ParityCase(shape, classes, pixels, logits);
    }
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
        double difference = Math.abs((double) logits[c] - other[c]);
        largest =
            Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(largest, difference);
      }
      if (Judging.argmax(logits, i * classes, classes)
          == Judging.argmax(other, i * classes, classes)) {
        equal++;
      }
    }
    return String.format(
        Locale.ROOT, "parity %d %s %d %s", images(), largest, equal, millisPerImage);
  }

  /** Reads the line that {@link #compare} printed. */
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
