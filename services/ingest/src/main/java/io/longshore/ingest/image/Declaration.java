package io.longshore.ingest.image;

import io.longshore.domain.image.ImageFormat;
import io.longshore.domain.reject.RejectReason;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the sender says an image is. Nothing said, or a type that says nothing, leaves it to the
 * first bytes; anything else must agree with them.
 *
 * @param mediaType bare and in lower case; empty when nothing was said
 */
record Declaration(String mediaType) {

  private static final Set<String> SAYS_NOTHING = Set.of("", "application/octet-stream", "image/*");

  static Declaration of(@Nullable String mediaType) {
    String bare =
        mediaType == null ? "" : mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return new Declaration(bare.equals("image/jpg") ? ImageFormat.JPEG.mediaType() : bare);
  }

  boolean isFor(ImageFormat format) {
    return mediaType.equals(format.mediaType());
  }

  /**
   * Returns the format, once the bytes are of an accepted one and the declaration does not deny it.
   *
   * @throws Refusal otherwise
   */
  ImageFormat checkAgainst(Signature signature) {
    ImageFormat found = signature.format();
    boolean agrees =
        SAYS_NOTHING.contains(mediaType)
            || ImageFormat.ofMediaType(mediaType).equals(Optional.ofNullable(found));
    if (!agrees) {
      throw new Refusal(
          RejectReason.WRONG_MEDIA_TYPE,
          "declared as " + shortened() + " but the bytes are " + signature.name());
    }
    if (found == null) {
      throw new Refusal(
          RejectReason.UNSUPPORTED_FORMAT,
          "the bytes are " + signature.name() + "; send JPEG, PNG or raw pixels");
    }
    return found;
  }

  private String shortened() {
    return mediaType.length() > 60 ? mediaType.substring(0, 60) + "…" : mediaType;
  }
}
