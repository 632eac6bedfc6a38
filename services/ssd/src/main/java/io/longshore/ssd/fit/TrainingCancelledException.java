package io.longshore.ssd.fit;

/** Somebody asked the training to stop. The checkpoint of the last whole epoch stays. */
public final class TrainingCancelledException extends RuntimeException {
  private static final long serialVersionUID = 1;

  TrainingCancelledException(Stage stage, int epoch) {
    super("stage " + stage.numeral() + " was cancelled in epoch " + (epoch + 1));
  }
}
