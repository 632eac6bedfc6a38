package io.longshore.ssd.fit;

/** A loss became infinite or not a number. The checkpoint of the last whole epoch stays. */
public final class LossNotFiniteException extends RuntimeException {
  private static final long serialVersionUID = 1;

  LossNotFiniteException(Stage stage, int epoch, int step, float loss) {
    super(
        "the loss of stage "
            + stage.numeral()
            + " became "
            + loss
            + " in epoch "
            + (epoch + 1)
            + ", step "
            + (step + 1)
            + "; a smaller learning rate or a largest gradient norm may help");
  }
}
