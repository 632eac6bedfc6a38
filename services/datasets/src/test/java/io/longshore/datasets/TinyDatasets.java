package io.longshore.datasets;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageShape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Data sets of one-pixel images, made on the spot. */
final class TinyDatasets {

  private TinyDatasets() {}

  /**
   * Classes {@code c00, c01, ...} with that many training images each, and one held-out image each.
   */
  static Dataset balanced(int classes, int imagesOfEach) {
    List<String> names = IntStream.range(0, classes).mapToObj("c%02d"::formatted).toList();
    List<LabelledImage> training = new ArrayList<>();
    List<LabelledImage> heldOut = new ArrayList<>();
    for (String name : names) {
      heldOut.add(image("tiny/test/" + name, name));
      for (int i = 0; i < imagesOfEach; i++) {
        training.add(image("tiny/train/" + name + "/" + i, name));
      }
    }
    return new Dataset("tiny", names, training, heldOut);
  }

  static LabelledImage image(String id, String label) {
    return LabelledImage.of(
        new ImageId(id), label, () -> new Payload.Pixels(new ImageShape(1, 1, 1), new byte[1]));
  }
}
