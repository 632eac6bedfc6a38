package io.longshore.datasets;

import io.longshore.domain.image.ImageFormat;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Image files on disk: which they are, how they are named on the stream, and their bytes. */
final class ImageFile {

  /** No image worth learning from is larger; the guard behind this sets the limit that matters. */
  static final int MOST_BYTES = 64 << 20;

  private static final int LONGEST_ID = 200;

  private ImageFile() {}

  /** The format that the file's name claims; empty for anything but PNG and JPEG. */
  static Optional<ImageFormat> claimed(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".png")) {
      return Optional.of(ImageFormat.PNG);
    }
    return name.endsWith(".jpg") || name.endsWith(".jpeg")
        ? Optional.of(ImageFormat.JPEG)
        : Optional.empty();
  }

  /**
   * The id of a file: its path, with {@code =XX} for each byte that an id cannot have. Of a path
   * too long for an id the beginning is kept and the rest stands as a digest.
   */
  static ImageId id(String path) {
    StringBuilder id = new StringBuilder(path.length());
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if ((c < 0x80 && Character.isLetterOrDigit(c)) || "._:/@+-".indexOf(c) >= 0) {
        id.append(c);
      } else {
        id.append('=').append("%02X".formatted((int) c));
      }
    }
    if (id.length() > LONGEST_ID) {
      String digest = Sha256.hex(path.getBytes(StandardCharsets.UTF_8));
      id.setLength(LONGEST_ID - 1 - digest.length());
      id.append('@').append(digest);
    }
    return new ImageId(id.toString());
  }

  static Payload read(Path file, ImageFormat claimed) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new DatasetException(
            file + " is over " + (MOST_BYTES >> 20) + " MiB; shrink it or leave it out");
      }
      return new Payload.Encoded(claimed, bytes);
    } catch (IOException e) {
      throw new DatasetException("cannot read " + file + ": " + e, e);
    }
  }
}
