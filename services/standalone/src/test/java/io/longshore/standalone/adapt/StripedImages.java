package io.longshore.standalone.adapt;

import io.longshore.datasets.Dataset;
import io.longshore.datasets.LabelledImage;
import io.longshore.datasets.Payload;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small grey images whose class anybody can see: classes differ in brightness and in stripes. */
final class StripedImages {
  private static final ImageShape SHAPE = new ImageShape(12, 12, 1);
  private static final List<String> CLASSES = List.of("ant", "bee", "cow");

  private StripedImages() {}

  static Dataset dataset(int imagesOfEach, int heldOutOfEach) {
    return new Dataset(
        "striped", CLASSES, images("train", imagesOfEach), images("test", heldOutOfEach));
  }

  private static List<LabelledImage> images(String part, int ofEach) {
    var images = new ArrayList<LabelledImage>();
    for (int c = 0; c < CLASSES.size(); c++) {
      for (int i = 0; i < ofEach; i++) {
        int kind = c;
        long seed = (part + c + "/" + i).hashCode();
        var id = new ImageId("striped/" + part + "/" + CLASSES.get(c) + "/" + i);
        images.add(LabelledImage.of(id, CLASSES.get(c), () -> pixels(kind, seed)));
      }
    }
    return images;
  }

  private static Payload pixels(int kind, long seed) {
    var noise = new Random(seed);
    byte[] pixels = new byte[SHAPE.size()];
    for (int p = 0; p < pixels.length; p++) {
      int across = kind % 2 == 0 ? p % SHAPE.width() : p / SHAPE.width();
      int stripe = across / 3 % 2 == 0 ? 25 : -25;
      pixels[p] = (byte) (50 + 60 * kind + stripe + noise.nextInt(20));
    }
    return new Payload.Pixels(SHAPE, pixels);
  }
}
