package io.longshore.trainer;

import io.longshore.domain.image.Image;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.image.ImageShape;
import io.longshore.domain.image.Split;
import io.longshore.domain.label.Label;
import io.longshore.trainer.memory.Memories;
import java.time.Instant;
import java.util.Map;
import java.util.Random;

/** Small grey pictures of a few kinds that a small network can tell apart, and labels for them. */
public final class Pictures {
  public static final ImageShape SHAPE = new ImageShape(8, 8, 1);

  private Pictures() {}

  /** Noise with two bright rows, whose place is the kind. */
  public static Image of(int kind, int number) {
    byte[] pixels = new byte[SHAPE.size()];
    var random = new Random(31L * kind + number);
    for (int i = 0; i < pixels.length; i++) {
      int bright = i / SHAPE.width() / 2 == kind ? 180 : 0;
      pixels[i] = (byte) (bright + random.nextInt(60));
    }
    return Image.ofPixels(SHAPE, pixels);
  }

  public static Label label(String id, String className, Split split) {
    return new Label(
        new ImageId(id), className, new ImageLocation(0, 0), "unit", split, Instant.EPOCH);
  }

  /** Puts pictures of one kind into the memories; their ids are {@code prefix-number}. */
  public static void remember(
      Memories memories, String prefix, String className, int kind, int count, Split split) {
    for (int i = 0; i < count; i++) {
      memories.remember(label(prefix + "-" + i, className, split), of(kind, i));
    }
  }

  /** Memories of three classes, long-tailed, with held-out pictures, committed at label 100. */
  public static void fill(Memories memories) {
    remember(memories, "a", "anchor", 0, 24, Split.STREAM);
    remember(memories, "b", "buoy", 1, 12, Split.STREAM);
    remember(memories, "c", "crate", 2, 4, Split.STREAM);
    remember(memories, "ha", "anchor", 0, 8, Split.HOLDOUT);
    remember(memories, "hb", "buoy", 1, 8, Split.HOLDOUT);
    remember(memories, "hc", "crate", 2, 8, Split.HOLDOUT);
    memories.commit(Map.of(0, 100L));
  }
}
