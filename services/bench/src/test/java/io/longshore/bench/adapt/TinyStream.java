package io.longshore.bench.adapt;

import io.longshore.datasets.Dataset;
import io.longshore.datasets.LabelledImage;
import io.longshore.datasets.Payload;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.image.ImageShape;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.ClassProbability;
import io.longshore.domain.prediction.Prediction;
import io.longshore.domain.prediction.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Ants, bees and cows of one pixel, and what might be said of them. */
final class TinyStream {
  static final List<String> CLASSES = List.of("ant", "bee", "cow");
  static final ModelVersion FIRST = new ModelVersion("1".repeat(64));
  static final ModelVersion SECOND = new ModelVersion("2".repeat(64));
  static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

  private TinyStream() {}

  static Dataset dataset(int imagesOfEach, int heldOutOfEach) {
    return new Dataset(
        "tiny", CLASSES, images("train", imagesOfEach), images("test", heldOutOfEach));
  }

  private static List<LabelledImage> images(String part, int ofEach) {
    var images = new ArrayList<LabelledImage>();
    for (String name : CLASSES) {
      for (int i = 0; i < ofEach; i++) {
        images.add(image(part + "/" + name + "/" + i, name));
      }
    }
    return images;
  }

  static LabelledImage image(String id, String label) {
    return LabelledImage.of(
        new ImageId(id), label, () -> new Payload.Pixels(new ImageShape(1, 1, 1), new byte[1]));
  }

  static Prediction prediction(String id, String className, Role role, boolean repeat) {
    return new Prediction(
        new ImageId(id),
        List.of(new ClassProbability(className, 1)),
        FIRST,
        role,
        1,
        0,
        new ImageLocation(0, 0),
        repeat,
        NOON);
  }
}
