package io.longshore.standalone.latency;

import io.longshore.datasets.LabelledImage;
import io.longshore.datasets.Payload;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageShape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Grey images of a hundred classes: a blurred pattern of the class under noise of the image. */
final class HundredClasses {
  static final int CLASSES = 100;
  private static final ImageShape SHAPE = new ImageShape(28, 28, 1);
  private static final int TILE = 4;

  private HundredClasses() {}

  /** So many images of each class, shuffled; their ids begin with the name. */
  static List<LabelledImage> of(String name, int perClass) {
    var images = new ArrayList<LabelledImage>();
    for (int c = 0; c < CLASSES; c++) {
      for (int i = 0; i < perClass; i++) {
        int kind = c;
        var id = new ImageId("%s/%d/%d".formatted(name, c, i));
        images.add(
            LabelledImage.of(
                id, String.format(Locale.ROOT, "class-%02d", c), () -> pixels(kind, id)));
      }
    }
    Collections.shuffle(images, new Random(1));
    return List.copyOf(images);
  }

  private static Payload pixels(int kind, ImageId id) {
    byte[] pixels = new byte[SHAPE.size()];
    var noise = new Random(id.hashCode());
    for (int i = 0; i < pixels.length; i++) {
      int tile = i / SHAPE.width() / TILE * SHAPE.width() + i % SHAPE.width() / TILE;
      int bright = new Random(1_000L * kind + tile).nextInt(160);
      pixels[i] = (byte) (bright + noise.nextInt(90));
    }
    return new Payload.Pixels(SHAPE, pixels);
  }
}
