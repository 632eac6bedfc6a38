package io.longshore.ingest;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageOrigin;
import io.longshore.domain.image.Split;
import io.longshore.domain.label.ClassName;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a sender says of an image besides its bytes. All but the source may be left out.
 *
 * @param id null for a new one; an image sent again carries the id it had
 * @param label class name, when the sender knows it already
 * @param source who sends: a camera, an upload form, a data set
 * @param unit the session, track or upload the image belongs to; null when it stands alone
 * @param takenAt null for now; the time of the label too, when there is one
 */
public record Particulars(
    @Nullable ImageId id,
    @Nullable String label,
    String source,
    @Nullable String unit,
    @Nullable Instant takenAt,
    Split split) {
  /** Longest source or unit, in characters: both travel in the header of every image. */
  public static final int MAX_LENGTH = 200;

  public Particulars {
    if (label != null) {
      ClassName.check(label);
    }
    check("source", source);
    if (unit != null) {
      check("unit", unit);
    }
  }

  /** Nothing is said but who sends. */
  public static Particulars from(String source) {
    return new Particulars(null, null, source, null, null, Split.STREAM);
  }

  public Particulars named(ImageId name) {
    return new Particulars(name, label, source, unit, takenAt, split);
  }

  public Particulars labelled(String className) {
    return new Particulars(id, className, source, unit, takenAt, split);
  }

  public Particulars ofUnit(String name) {
    return new Particulars(id, label, source, name, takenAt, split);
  }

  public Particulars takenAt(Instant time) {
    return new Particulars(id, label, source, unit, time, split);
  }

  public Particulars of(Split part) {
    return new Particulars(id, label, source, unit, takenAt, part);
  }

  /** The origin of the image; what was left out becomes the image's own id, and now. */
  ImageOrigin origin(ImageId name, Instant now) {
    return new ImageOrigin(
        source,
        Objects.requireNonNullElse(unit, name.value()),
        Objects.requireNonNullElse(takenAt, now),
        split);
  }

  private static void check(String what, String text) {
    if (text.isBlank() || text.length() > MAX_LENGTH || hasControls(text)) {
      throw new IllegalArgumentException(
          "the %s must be 1 to %d characters, not blank, without control characters"
              .formatted(what, MAX_LENGTH));
    }
  }

  /** Every image is checked here, so no stream. */
  private static boolean hasControls(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }
}
