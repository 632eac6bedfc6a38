package io.longshore.standalone.endtoend;

import io.longshore.domain.image.Image;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.image.ImageOrigin;
import io.longshore.domain.image.ImageShape;
import io.longshore.domain.image.Split;
import io.longshore.domain.image.StreamImage;
import io.longshore.domain.label.Label;
import io.longshore.domain.model.ClassEntry;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A class of images that can be told by how bright they are: one with many, one with some and one
 * with few training images.
 */
public enum Shade {
  CAT(500, 50, 80),
  FOX(50, 120, 140),
  LYNX(10, 180, 219);

  static final ImageShape SHAPE = new ImageShape(4, 4, 1);

  private final int trainingImages;
  private final int darkest;
  private final int brightest;

  Shade(int trainingImages, int darkest, int brightest) {
    this.trainingImages = trainingImages;
    this.darkest = darkest;
    this.brightest = brightest;
  }

  /** The class of the image with this number: an even mix. */
  public static Shade of(int number) {
    return values()[number % values().length];
  }

  static List<ClassEntry> classes() {
    return Arrays.stream(values()).map(Shade::entry).toList();
  }

  ClassEntry entry() {
    return new ClassEntry(word(), trainingImages, trainingImages);
  }

  /** Name of the class. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static ImageId id(int number) {
    return new ImageId("image-" + number);
  }

  /** The image with this number; over many numbers, its class has all its shades. */
  public static StreamImage image(int number) {
    Shade shade = of(number);
    byte[] pixels = new byte[SHAPE.size()];
    Arrays.fill(
        pixels,
        (byte) (shade.darkest + number / values().length % (shade.brightest - shade.darkest + 1)));
    return new StreamImage(
        id(number),
        Image.ofPixels(SHAPE, pixels),
        new ImageOrigin("test", unit(number), Instant.EPOCH, Split.STREAM));
  }

  static Label label(int number) {
    return label(number, of(number).word());
  }

  /** What somebody says that the image shows. */
  static Label label(int number, String className) {
    return new Label(
        id(number),
        className,
        new ImageLocation(0, number),
        unit(number),
        Split.STREAM,
        Instant.now());
  }

  private static String unit(int number) {
    return "unit-" + number;
  }
}
