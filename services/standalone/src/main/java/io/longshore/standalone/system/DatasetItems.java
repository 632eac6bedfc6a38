package io.longshore.standalone.system;

import io.longshore.datasets.LabelledImage;
import io.longshore.datasets.Payload;
import io.longshore.domain.image.Split;
import io.longshore.ingest.Particulars;
import io.longshore.ingest.SubmittedImage;
import io.longshore.ingest.dataset.DatasetItem;
import io.longshore.ingest.image.Submission;
import java.util.List;

/**
 * Images of a data set as ingest takes them: untrusted bytes with what the data set says of them.
 */
public final class DatasetItems {

  private DatasetItems() {}

  /** The images in their order, each read when it is its turn. */
  public static List<DatasetItem> of(String source, List<LabelledImage> images, Split split) {
    return images.stream()
        .map(image -> new DatasetItem(image.id(), () -> labelled(source, image, split)))
        .toList();
  }

  /** One image, whose label stays with us. */
  public static SubmittedImage unlabelled(String source, LabelledImage image) {
    return new SubmittedImage(
        content(image.read()),
        new Particulars(image.id(), null, source, image.unit(), image.time(), Split.STREAM));
  }

  /** One image with its label. */
  public static SubmittedImage labelled(String source, LabelledImage image, Split split) {
    return new SubmittedImage(
        content(image.read()),
        new Particulars(image.id(), image.label(), source, image.unit(), image.time(), split));
  }

  private static Submission content(Payload payload) {
    return payload instanceof Payload.Pixels pixels
        ? Submission.pixels(pixels.bytes(), pixels.shape())
        : Submission.declared(payload.bytes(), payload.claimed().mediaType());
  }
}
