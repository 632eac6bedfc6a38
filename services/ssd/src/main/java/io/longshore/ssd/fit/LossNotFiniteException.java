package io.longshore.ssd.fit;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A loss became infinite or not a number. The checkpoint of the last whole epoch stays. */
public final class LossNotFiniteException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private static final int NAMED = 8;

  private final transient int[] images;

  LossNotFiniteException(Stage stage, int epoch, int step, float loss, int[] images) {
    super(
        "the loss of stage "
            + stage.numeral()
            + " became "
            + loss
            + " in epoch "
            + (epoch + 1)
            + ", step "
            + (step + 1)
            + ", on images "
            + named(images)
            + " of the training set"
            + "; a smaller learning rate or a largest gradient norm may help");
    this.images = images.clone();
  }

  private static String named(int[] images) {
    String first =
        Arrays.stream(images, 0, Math.min(NAMED, images.length))
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(", "));
    return images.length <= NAMED ? first : first + " and " + (images.length - NAMED) + " more";
  }

  /** Indices into the training set of the images whose loss this was. */
  public int[] images() {
    return images.clone();
  }
}
