package io.longshore.ingest.image;

import io.longshore.domain.image.ImageFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the first bytes of a file say it is. JPEG and PNG are accepted; the others are known only so
 * that a refusal can name them.
 *
 * @param format the accepted format, or null
 */
record Signature(String name, @Nullable ImageFormat format) {

  private record Magic(int at, byte[] bytes, Signature signature) {

    static Magic of(int at, String latin1, String name) {
      return new Magic(at, latin1.getBytes(StandardCharsets.ISO_8859_1), new Signature(name, null));
    }

    boolean opens(byte[] file) {
      if (file.length < at + bytes.length) {
        return false;
      }
      for (int i = 0; i < bytes.length; i++) {
        if (file[at + i] != bytes[i]) {
          return false;
        }
      }
      return true;
    }
  }

  private static final List<Magic> KNOWN =
      List.of(
          new Magic(0, bytes(0xff, 0xd8, 0xff), new Signature("JPEG", ImageFormat.JPEG)),
          new Magic(
              0,
              bytes(0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'),
              new Signature("PNG", ImageFormat.PNG)),
          Magic.of(0, "GIF8", "GIF"),
          Magic.of(0, "BM", "BMP"),
          Magic.of(0, "II*\0", "TIFF"),
          Magic.of(0, "MM\0*", "TIFF"),
          Magic.of(8, "WEBP", "WebP"),
          Magic.of(4, "ftyp", "HEIC, AVIF or video"),
          Magic.of(0, "\0\0\0\fjP  ", "JPEG 2000"),
          Magic.of(0, "%PDF", "PDF"),
          Magic.of(0, "PK\3\4", "ZIP"));

  private static final int TEXT_WINDOW = 256;

  static Signature of(byte[] file) {
    for (Magic magic : KNOWN) {
      if (magic.opens(file)) {
        return magic.signature();
      }
    }
    return new Signature(looksLikeMarkup(file) ? "HTML, SVG or XML" : "no known format", null);
  }

  private static boolean looksLikeMarkup(byte[] file) {
    String start =
        new String(file, 0, Math.min(file.length, TEXT_WINDOW), StandardCharsets.ISO_8859_1);
    return start.strip().toLowerCase(Locale.ROOT).matches("(?s)(\u00ef\u00bb\u00bf)?<[!?a-z].*");
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
