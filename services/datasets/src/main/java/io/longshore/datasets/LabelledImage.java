package io.longshore.datasets;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.label.ClassName;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One labelled example of a data set; its payload is read when it is asked for, so a list of a
 * million of these costs no image in memory.
 *
 * @param id the same on every reading of the same data set, such as {@code
 *     fashion-mnist/train/00012}
 * @param unit what images belong together (a session, a track, an upload); an image that belongs to
 *     none is its own unit, and then this is its id
 * @param time when the image was taken, or null when the data set does not say
 * @param source reads the payload anew on every call
 */
public record LabelledImage(
    ImageId id, String label, String unit, @Nullable Instant time, Supplier<Payload> source) {

  public LabelledImage {
    Objects.requireNonNull(source, "source");
    ClassName.check(label);
    if (unit.isBlank()) {
      throw new IllegalArgumentException("the unit of image " + id + " cannot be blank");
    }
  }

  /** An image that belongs to no unit and has no time. */
  public static LabelledImage of(ImageId id, String label, Supplier<Payload> source) {
    return new LabelledImage(id, label, id.value(), null, source);
  }

  /**
   * Reads the image's bytes.
   *
   * @throws DatasetException when the file that holds them has gone or cannot be read
   */
  public Payload read() {
    return source.get();
  }
}
