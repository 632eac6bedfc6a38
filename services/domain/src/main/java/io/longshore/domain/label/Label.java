package io.longshore.domain.label;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.image.Split;
import java.time.Instant;

/**
 * Somebody said what an image shows. Small, and apart from the image, so that counting labels does
 * not cost image bytes and a label may come days after its image.
 *
 * @param image the image spoken of
 * @param className its class
 * @param location where the image lies on the images topic
 * @param unit the independent unit the image belongs to
 * @param split whether the image is for learning or kept back
 * @param labelledAt event time
 */
public record Label(
    ImageId image,
    String className,
    ImageLocation location,
    String unit,
    Split split,
    Instant labelledAt) {

  public Label {
    ClassName.check(className);
    if (unit.isBlank()) {
      throw new IllegalArgumentException("a label's unit cannot be blank");
    }
  }
}
