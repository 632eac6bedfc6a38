package io.longshore.ssd.data;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * How a random view of an image is made: transforms, one after the other.
 *
 * @param transforms in the order they are applied
 */
public record Augmentation(List<Transform> transforms) {
  /** The image as it is. */
  public static final Augmentation NONE = new Augmentation(List.of());

  public Augmentation {
    transforms = List.copyOf(transforms);
  }

  /** Crop and mirror, the usual weak view. */
  public static Augmentation cropAndFlip(int padding) {
    return NONE.then(new PadCrop(padding)).then(Mirror.HALF_THE_TIME);
  }

  /**
   * The strong view of MoCo v2 (Chen et al., 2020): crop, jitter, grey, blur, mirror.
   *
   * @param crop that fits the images: {@link PadCrop} for small ones, {@link ResizedCrop#ofArea} of
   *     a fifth for the usual photographs
   */
  public static Augmentation mocoV2Key(Transform crop) {
    return NONE.then(crop)
        .then(new Jitter(0.4, 0.4, 0.4, 0.1, 0.8))
        .then(new Grey(0.2))
        .then(new Blur(0.5, 0.1, 2))
        .then(Mirror.HALF_THE_TIME);
  }

  /** The view of photographs that is classified: any part of them, jitter but for hue, mirror. */
  public static Augmentation imageNetQuery() {
    return NONE.then(ResizedCrop.ofArea(0.08))
        .then(new Jitter(0.4, 0.4, 0.4, 0, 1))
        .then(Mirror.HALF_THE_TIME);
  }

  /**
   * The strong view of supervised training on CIFAR: crop, mirror, AutoAugment, Cutout. New pixels
   * are black but for AutoAugment's, which are grey, as most long-tail recipes have it.
   *
   * @param side of the square that is cut out
   */
  public static Augmentation autoAugmentCutout(int padding, int side) {
    return cropAndFlip(padding).then(AutoAugment.cifar10()).then(Cutout.black(side));
  }

  /** This and then another transform. */
  public Augmentation then(Transform transform) {
    return new Augmentation(Stream.concat(transforms.stream(), Stream.of(transform)).toList());
  }

  /** Leaves a view of the image at {@code source[offset..]} on the canvas. */
  void draw(byte[] source, int offset, Canvas canvas, SplittableRandom random) {
    canvas.load(source, offset);
    for (int i = 0; i < transforms.size(); i++) {
      transforms.get(i).apply(canvas, random);
    }
  }
}
