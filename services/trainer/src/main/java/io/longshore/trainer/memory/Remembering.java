package io.longshore.trainer.memory;

import io.longshore.domain.image.Image;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.image.Pixels;
import io.longshore.domain.image.StreamImage;
import io.longshore.domain.image.UnreadableImageException;
import io.longshore.domain.label.Label;
import io.longshore.domain.reject.RejectReason;
import io.longshore.runtime.kafka.Received;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Takes labels in order and remembers their images, fetching many at once and only those that may
 * be kept. How labels are cut into batches makes no difference to what is remembered.
 */
public final class Remembering {

  /** Where images come from. */
  @FunctionalInterface
  public interface Images {
    /** The images found; one that is gone is missing. */
    Map<ImageLocation, StreamImage> fetch(Collection<ImageLocation> locations);
  }

  /** A label that is valid, but whose image cannot be remembered. */
  public record Refusal(Received<ImageId, Label> record, RejectReason reason, String message) {}

  private final Memories memories;
  private final Images images;
  private final Consumer<Refusal> refused;

  /**
   * @param refused told of each refusal before the offsets are committed
   */
  public Remembering(Memories memories, Images images, Consumer<Refusal> refused) {
    this.memories = memories;
    this.images = images;
    this.refused = refused;
  }

  /**
   * Remembers what the labels speak of.
   *
   * @param next offsets to commit with them
   */
  public void take(List<Received<ImageId, Label>> labels, Map<Integer, Long> next) {
    var wanted = new LinkedHashMap<ImageId, Received<ImageId, Label>>();
    for (Received<ImageId, Label> record : labels) {
      Label label = record.value();
      if (wanted.containsKey(label.image())) {
        remember(wanted); // the second label of an image is judged after the first
      }
      if (memories.wants(label)) {
        wanted.put(label.image(), record);
        if (memories.contains(label.image())) {
          remember(wanted); // a correction leaves room behind, which the next label may want
        }
      }
    }
    Map<Label, Image> found = fetch(wanted.values());
    memories.together(
        () -> {
          found.forEach(memories::remember);
          memories.commit(next);
        });
  }

  private void remember(Map<ImageId, Received<ImageId, Label>> wanted) {
    fetch(wanted.values()).forEach(memories::remember);
    wanted.clear();
  }

  private Map<Label, Image> fetch(Collection<Received<ImageId, Label>> wanted) {
    var readable = new LinkedHashMap<Label, Image>();
    if (wanted.isEmpty()) {
      return readable;
    }
    Map<ImageLocation, StreamImage> found =
        images.fetch(wanted.stream().map(r -> r.value().location()).toList());
    for (Received<ImageId, Label> record : wanted) {
      Label label = record.value();
      StreamImage image = found.get(label.location());
      Optional<Refusal> refusal =
          image == null || !image.id().equals(label.image())
              ? Optional.of(unknown(record))
              : unreadable(record, image.image());
      if (refusal.isEmpty() && image != null) {
        readable.put(label, image.image());
      }
      refusal.ifPresent(refused);
    }
    return readable;
  }

  private static Refusal unknown(Received<ImageId, Label> record) {
    Label label = record.value();
    return new Refusal(
        record,
        RejectReason.UNKNOWN_IMAGE,
        "no image %s lies at %s of the images topic any more; keep images longer than labels take to come"
            .formatted(label.image(), label.location()));
  }

  /** An image that cannot be decoded would fail every run that reads the memory. */
  private static Optional<Refusal> unreadable(Received<ImageId, Label> record, Image image) {
    try {
      var unused = Pixels.of(image);
      return Optional.empty();
    } catch (UnreadableImageException e) {
      return Optional.of(
          new Refusal(record, RejectReason.BROKEN_IMAGE, String.valueOf(e.getMessage())));
    }
  }
}
