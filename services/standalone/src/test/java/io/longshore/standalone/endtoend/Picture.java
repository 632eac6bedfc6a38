package io.longshore.standalone.endtoend;

import io.longshore.domain.image.ImageShape;
import io.longshore.domain.image.Split;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/**
 * A small grey picture whose class anybody can see: classes differ in brightness and in the
 * direction of their stripes.
 *
 * @param id of the image
 * @param className what it shows
 * @param split for learning, or kept back
 */
record Picture(String id, String className, Split split) {
  static final ImageShape SHAPE = new ImageShape(12, 12, 1);

  /** So many pictures of each class, shuffled; the ids begin with the name. */
  static List<Picture> of(String name, Map<String, Integer> counts, Split split) {
    var pictures = new ArrayList<Picture>();
    new TreeMap<>(counts)
        .forEach(
            (className, count) ->
                IntStream.range(0, count)
                    .mapToObj(i -> new Picture(name + "/" + className + "/" + i, className, split))
                    .forEach(pictures::add));
    Collections.shuffle(pictures, new Random(name.hashCode()));
    return List.copyOf(pictures);
  }

  static List<Picture> stream(String name, Map<String, Integer> counts) {
    return of(name, counts, Split.STREAM);
  }

  static List<Picture> heldOut(Map<String, Integer> counts) {
    return of("held-out", counts, Split.HOLDOUT);
  }

  /** As a PNG file. */
  byte[] png() {
    var image = new BufferedImage(SHAPE.width(), SHAPE.height(), BufferedImage.TYPE_BYTE_GRAY);
    var noise = new Random(id.hashCode());
    int kind = className.charAt(0);
    int bright = 50 + 40 * (kind % 5);
    for (int y = 0; y < SHAPE.height(); y++) {
      for (int x = 0; x < SHAPE.width(); x++) {
        int stripe = (kind % 2 == 0 ? x : y) / 3 % 2 == 0 ? 25 : -25;
        image.getRaster().setSample(x, y, 0, bright + stripe + noise.nextInt(20));
      }
    }
    var file = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", file);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return file.toByteArray();
  }

  String splitWord() {
    return split.name().toLowerCase(Locale.ROOT);
  }
}
