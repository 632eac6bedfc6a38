package io.longshore.scorer.scoring;

import io.longshore.domain.prediction.ClassProbability;
import io.longshore.scorer.onnx.OnnxModel;
import io.longshore.scorer.serving.Trim;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * The logits of a batch, read row by row: trimmed, checked and ranked. Valid as long as the logits.
 */
final class Answers {
  private final OnnxModel model;
  private final Trim trim;
  private final FloatBuffer logits;
  private final float[] row;

  Answers(OnnxModel model, Trim trim, FloatBuffer logits) {
    this.model = model;
    this.trim = trim;
    this.logits = logits;
    this.row = new float[model.classNames().size()];
  }

  OnnxModel model() {
    return model;
  }

  /** Reads the logits of the i-th image; false if one of them is not finite. */
  boolean read(int i) {
    logits.get(i * row.length, row);
    boolean finite = true;
    for (int c = 0; c < row.length; c++) {
      row[c] += trim.shift(c);
      finite &= Float.isFinite(row[c]);
    }
    return finite;
  }

  /** The likeliest classes of the image that was read. */
  List<ClassProbability> top(int k) {
    return Ranking.top(row, model.classNames(), k);
  }

  /** Copies the row that was read. */
  void copyTo(float[] into, int at) {
    System.arraycopy(row, 0, into, at, row.length);
  }
}
