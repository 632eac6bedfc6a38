package io.longshore.ingest.image;

import io.longshore.domain.image.Image;
import io.longshore.domain.image.ImageFormat;
import io.longshore.domain.image.ImageShape;
import io.longshore.domain.reject.RejectReason;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges images that anybody may have sent. Size, format, declared type, pixel count, colours and
 * the end of the file are checked on the bytes alone; only what passes is decoded, strictly, and
 * within a budget of pixels; what is already canonical goes on as the bytes that came. A PNG that
 * is canonical is only inflated, since that shows as much as decoding it.
 *
 * <p>Safe for use by many threads.
 */
public final class ImageGuard {

  private final ImageLimits limits;
  private final Background background;
  private final PixelBudget budget;

  public ImageGuard(ImageLimits limits, Background background, PixelBudget budget) {
    if (budget.pixels() < limits.pixels()) {
      throw new IllegalArgumentException(
          "a budget of "
              + budget.pixels()
              + " pixels never lets an image of "
              + limits.pixels()
              + " pass; raise the budget or lower the limit");
    }
    this.limits = limits;
    this.background = background;
    this.budget = budget;
  }

  /** Never throws for bad input: whatever the bytes are, there is a verdict. */
  public Verdict judge(Submission submission) {
    try {
      byte[] bytes = submission.bytes();
      if (bytes.length == 0) {
        throw new Refusal(RejectReason.EMPTY, "the image has no bytes");
      }
      limits.checkBytes(bytes.length);
      Declaration declaration = Declaration.of(submission.mediaType());
      return declaration.isFor(ImageFormat.PIXELS)
          ? judgePixels(bytes, submission.shape())
          : judgeFile(bytes, declaration);
    } catch (Refusal refusal) {
      return refusal.verdict();
    }
  }

  private Verdict judgePixels(byte[] bytes, @Nullable ImageShape shape) {
    if (shape == null) {
      throw new Refusal(
          RejectReason.INVALID_METADATA,
          "raw pixels need their shape, such as 28x28x1, beside them");
    }
    limits.checkShape(shape.height(), shape.width());
    if (bytes.length != shape.size()) {
      throw new Refusal(
          RejectReason.WRONG_PIXEL_COUNT,
          "raw pixels of shape " + shape + " are " + shape.size() + " bytes, not " + bytes.length);
    }
    return new Verdict.Accepted(Image.ofPixels(shape, bytes), List.of());
  }

  private Verdict judgeFile(byte[] bytes, Declaration declaration) {
    ImageFormat format = declaration.checkAgainst(Signature.of(bytes));
    ImageHeader header =
        format == ImageFormat.JPEG
            ? JpegStructure.read(bytes, limits)
            : PngStructure.read(bytes, limits);
    if (header.end() < bytes.length) {
      throw new Refusal(
          RejectReason.TRAILING_BYTES,
          (bytes.length - header.end())
              + " bytes follow the end of the "
              + format
              + "; they may hide another file, so save the image anew");
    }
    if (header instanceof ImageHeader.Png png && PlainPng.isSound(bytes, png)) {
      return new Verdict.Accepted(new Image(format, png.shape(), bytes), List.of());
    }
    int pixels = (int) header.shape().pixels();
    if (!budget.take(pixels)) {
      return new Verdict.Busy(budget.patience());
    }
    try {
      return decoded(bytes, header);
    } finally {
      budget.giveBack(pixels);
    }
  }

  private Verdict decoded(byte[] bytes, ImageHeader header) {
    BufferedImage decoded = StrictDecoder.decode(bytes, header);
    List<Change> changes = new ArrayList<>(header.pixelChanges());
    if (header.orientation() != Orientation.UPRIGHT) {
      changes.add(Change.TURNED_UPRIGHT);
    }
    if (changes.isEmpty()) {
      return new Verdict.Accepted(new Image(header.format(), header.shape(), bytes), changes);
    }
    byte[] stored = CanonicalPixels.of(decoded, header, background);
    byte[] upright = header.orientation().upright(stored, header.shape());
    ImageShape shape = header.orientation().upright(header.shape());
    return new Verdict.Accepted(
        CanonicalFile.write(upright, shape, header.format(), limits), changes);
  }
}
