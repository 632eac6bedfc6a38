package io.longshore.scorer.http;

import static io.longshore.scorer.http.Requests.behind;
import static io.longshore.scorer.http.Requests.bytes;
import static io.longshore.scorer.http.Requests.file;
import static io.longshore.scorer.http.Requests.floats;
import static io.longshore.scorer.http.Requests.grey;
import static io.longshore.scorer.http.Requests.logits;
import static io.longshore.scorer.http.Requests.quoted;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.longshore.domain.image.Image;
import io.longshore.domain.image.ImageFormat;
import io.longshore.domain.image.ImageShape;
import io.longshore.domain.image.Pixels;
import io.longshore.scorer.fixture.TinyEngine;
import io.longshore.scorer.fixture.TinyModel;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FilesOverHttpTest {
  private static final byte[] PIXELS = bytes(0, 255, 100, 7);
  private static final byte[] PNG = grey("png", 2, 2, PIXELS);

  private final Browser browser = new Browser(TinyEngine.serving());

  @AfterEach
  void close() {
    browser.close();
  }

  private Browser.Seen send(byte[]... files) {
    byte[] data = BinaryFraming.joined(List.of(files));
    return browser.inferBinary(behind("BYTES", "[" + files.length + "]", data.length, ""), data);
  }

  @Test
  void a_png_is_scored_as_its_pixels_are() {
    Browser.Seen seen = send(PNG);

    assertThat(seen.status()).isEqualTo(200);
    assertThat(floats(seen.output(0).path("data"))).containsExactly(logits(PIXELS), within(1e-5f));
  }

  @Test
  void files_of_other_sizes_are_resized_as_the_stream_does() {
    byte[] noise = new byte[30 * 20];
    new Random(4).nextBytes(noise);
    byte[] jpeg = grey("jpeg", 30, 20, noise);
    var shape = new ImageShape(30, 20, 1);

    Browser.Seen seen = send(jpeg, PNG);

    byte[] resized = Pixels.of(new Image(ImageFormat.JPEG, shape, jpeg), TinyModel.SHAPE);
    assertThat(Arrays.copyOf(floats(seen.output(0).path("data")), 3))
        .containsExactly(logits(resized), within(1e-5f));
  }

  @Test
  void in_json_a_file_is_base64() {
    String png = Base64.getEncoder().encodeToString(PNG);

    Browser.Seen seen =
        browser.infer(
            quoted("{'inputs':[{'name':'image','shape':[1,1],'datatype':'BYTES','data':[['%s']]}]}")
                .formatted(png));

    assertThat(floats(seen.output(0).path("data"))).containsExactly(logits(PIXELS), within(1e-5f));
  }

  @Test
  void a_colour_file_is_scored_by_a_colour_model() {
    var image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
    image.setRGB(1, 1, 0x00c81409);
    try (var colour = new Browser(TinyEngine.colour())) {
      byte[] data = BinaryFraming.joined(List.of(file("png", image)));

      Browser.Seen seen = colour.inferBinary(behind("BYTES", "[1]", data.length, ""), data);

      // The features are the means of red and blue: 200/6 and 9/6.
      assertThat(floats(seen.output(0).path("data")))
          .containsExactly(
              new float[] {0.1f + 200 / 6f, 0.2f + 9 / 6f, 0.3f - 200 / 6f + 9 / 12f},
              within(1e-3f));
    }
  }

  @Test
  void a_file_that_ingest_would_change_first_is_refused_with_what_to_do() {
    byte[] alpha = file("png", new BufferedImage(2, 2, BufferedImage.TYPE_INT_ARGB));
    byte[] indexed = file("png", new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_INDEXED));
    byte[] wide = file("png", new BufferedImage(2, 2, BufferedImage.TYPE_USHORT_GRAY));

    assertRefused("save it as 8-bit grey or RGB without transparency", alpha);
    assertRefused("save it as 8-bit grey or RGB without transparency", indexed);
    assertRefused("save it as 8-bit grey or RGB without transparency", wide);
  }

  @Test
  void a_photo_that_lies_turned_is_refused() {
    assertRefused(
        "it lies turned (orientation 6)", turned("MM\0*\0\0\0\b\0\1\1\22\0\3\0\0\0\1\0\6\0\0"));
    assertRefused(
        "it lies turned (orientation 8)", turned("II*\0\b\0\0\0\1\0\22\1\3\0\1\0\0\0\b\0\0\0"));
    assertRefused("EXIF data cannot be read", turned("XX*\0\b\0\0\0"));
    assertThat(send(turned("MM\0*\0\0\0\b\0\1\1\22\0\3\0\0\0\1\0\1\0\0")).status()).isEqualTo(200);
  }

  /** A JPEG with an APP1 segment of this TIFF structure behind its SOI. */
  private static byte[] turned(String tiff) {
    String jpeg = new String(grey("jpeg", 2, 2, PIXELS), ISO_8859_1);
    int length = 2 + 6 + tiff.length();
    return (jpeg.substring(0, 2)
            + "\u00ff\u00e1\0"
            + (char) length
            + "Exif\0\0"
            + tiff
            + jpeg.substring(2))
        .getBytes(ISO_8859_1);
  }

  @Test
  void a_broken_file_is_refused_and_named() {
    byte[] jpeg = grey("jpeg", 30, 20, new byte[600]);

    assertRefused(
        "image 1 of inputs[0]: it is neither a PNG nor a JPEG file",
        PNG,
        "GIF89a".getBytes(ISO_8859_1));
    assertRefused("it is neither a PNG nor a JPEG file", new byte[0]);
    assertRefused("it ends in the middle", Arrays.copyOf(PNG, PNG.length - 1));
    assertRefused("it ends in the middle", Arrays.copyOf(jpeg, jpeg.length - 30));
    assertRefused("in a file of", Arrays.copyOf(PNG, PNG.length + 4));
    assertRefused("in a file of", Arrays.copyOf(jpeg, jpeg.length + 4));
    byte[] flipped = PNG.clone();
    flipped[PNG.length - 20] ^= 0x55;
    assertRefused("cannot be decoded", flipped);
  }

  @Test
  void a_file_of_too_many_pixels_is_refused_before_it_is_decoded() {
    byte[] huge = PNG.clone();
    Arrays.fill(huge, 18, 20, (byte) 0x7f); // the low bytes of its width
    huge[23] = 100; // its height

    assertRefused("images of up to 10000 pixels are scored", huge);
  }

  @Test
  void elements_whose_lengths_do_not_add_up_are_refused() {
    byte[] data = bytes(255, 255, 255, 127, 1, 2);

    Browser.Seen seen = browser.inferBinary(behind("BYTES", "[1]", data.length, ""), data);

    assertThat(seen.status()).isEqualTo(400);
    assertThat(seen.error()).startsWith("inputs[0]: element 0 of its binary data does not fit");
  }

  @Test
  void another_number_of_files_than_the_shape_says_is_refused() {
    byte[] data = BinaryFraming.joined(List.of(PNG, PNG));

    Browser.Seen seen = browser.inferBinary(behind("BYTES", "[3]", data.length, ""), data);

    assertThat(seen.status()).isEqualTo(400);
    assertThat(seen.error())
        .isEqualTo("inputs[0] has the shape [3], which is 3 elements of BYTES, and data of 2");
  }

  @Test
  void text_that_is_no_base64_and_numbers_for_files_are_refused() {
    String request =
        quoted("{'inputs':[{'name':'image','shape':[1],'datatype':'BYTES','data':[%s]}]}");

    assertThat(browser.infer(request.formatted("\"%%%\"")).status()).isEqualTo(400);
    assertThat(browser.infer(request.formatted("7")).error())
        .isEqualTo("inputs[0].data has numbers; BYTES in JSON are strings of Base64");
    assertThat(browser.infer(request.formatted("\"\",\"\",\"\",\"\",\"\",\"\",\"\"")).error())
        .isEqualTo("inputs[0].data has more than 6 images; send fewer a request");
  }

  private void assertRefused(String message, byte[]... files) {
    Browser.Seen seen = send(files);
    assertThat(seen.error()).contains(message);
    assertThat(seen.status()).isEqualTo(400);
  }
}
