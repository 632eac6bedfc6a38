package io.longshore.ingest.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.image.ImageShape;
import io.longshore.domain.reject.RejectReason;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageGuardRefusalTest {

  private static final ImageLimits LIMITS = new ImageLimits(200_000, 8192, 1_000_000);

  private final ImageGuard guard =
      new ImageGuard(LIMITS, Background.WHITE, new PixelBudget(1_000_000, Duration.ofSeconds(5)));

  @Test
  void nothing_at_all_is_refused() {
    refuses(Submission.of(new byte[0]), RejectReason.EMPTY, "no bytes");
  }

  @Test
  void too_many_bytes_are_refused() {
    refuses(
        Submission.of(new byte[200_001]), RejectReason.TOO_LARGE, "200001 bytes, at most 200000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gif", "bmp", "tiff"})
  void formats_that_are_not_on_the_list_are_refused_by_name(String format) {
    byte[] file = Corpus.file(Corpus.colours(), format);

    refuses(
        Submission.of(file),
        RejectReason.UNSUPPORTED_FORMAT,
        "are " + format.toUpperCase(Locale.ROOT) + "; send JPEG");
    refuses(
        Submission.declared(file, "image/" + format), RejectReason.UNSUPPORTED_FORMAT, "send JPEG");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<!DOCTYPE html><html>", "  <svg xmlns='x'/>", "<?xml version='1.0'?>"})
  void web_pages_and_drawings_are_refused_by_name(String text) {
    refuses(
        Submission.of(Corpus.latin1(text)), RejectReason.UNSUPPORTED_FORMAT, "HTML, SVG or XML");
    refuses(
        Submission.declared(Corpus.latin1(text), "image/jpeg"),
        RejectReason.WRONG_MEDIA_TYPE,
        "declared as image/jpeg but the bytes are HTML");
  }

  @Test
  void zeros_and_noise_are_refused() {
    byte[] noise = new byte[500];
    new Random(1).nextBytes(noise);

    refuses(Submission.of(new byte[500]), RejectReason.UNSUPPORTED_FORMAT, "no known format");
    refuses(Submission.of(noise), RejectReason.UNSUPPORTED_FORMAT, "no known format");
  }

  @Test
  void an_image_that_lies_about_its_type_is_refused() {
    byte[] png = Corpus.png(Corpus.colours());

    refuses(
        Submission.declared(png, "image/jpeg"),
        RejectReason.WRONG_MEDIA_TYPE,
        "declared as image/jpeg but the bytes are PNG");
    refuses(
        Submission.declared(png, "image/gif"),
        RejectReason.WRONG_MEDIA_TYPE,
        "declared as image/gif");
    refuses(
        Submission.declared(Corpus.jpeg(Corpus.colours()), "image/png; q=1"),
        RejectReason.WRONG_MEDIA_TYPE,
        "bytes are JPEG");
  }

  @Test
  void bombs_are_refused_by_the_pixels_in_their_header() {
    byte[] hugePng =
        Corpus.pngOf(Corpus.ihdr(30_000, 30_000, 8, 2), Corpus.idat(new byte[9]), Corpus.iend());
    byte[] hugeCutPng = Corpus.pngOf(Corpus.ihdr(100_000, 100_000, 1, 0));
    byte[] hugestPng = Corpus.pngOf(Corpus.ihdr(Integer.MAX_VALUE, Integer.MAX_VALUE, 8, 2));
    byte[] hugeJpeg = Corpus.resized(Corpus.jpeg(Corpus.colours()), 30_000, 30_000);
    byte[] wideJpeg = Corpus.resized(Corpus.jpeg(Corpus.colours()), 2, 9_000);

    refuses(Submission.of(hugePng), RejectReason.TOO_MANY_PIXELS, "30000 x 30000");
    refuses(Submission.of(hugeCutPng), RejectReason.TOO_MANY_PIXELS, "100000 x 100000");
    refuses(Submission.of(hugestPng), RejectReason.TOO_MANY_PIXELS, "2147483647");
    refuses(Submission.of(hugeJpeg), RejectReason.TOO_MANY_PIXELS, "30000 x 30000");
    refuses(Submission.of(wideJpeg), RejectReason.TOO_MANY_PIXELS, "8192 a side");
  }

  @Test
  void sizes_that_cannot_be_are_broken() {
    refuses(
        Submission.of(Corpus.pngOf(Corpus.ihdr(0, 5, 8, 2))), RejectReason.BROKEN_IMAGE, "0 x 5");
    refuses(
        Submission.of(Corpus.pngOf(Corpus.ihdr(-1, 5, 8, 2))), RejectReason.BROKEN_IMAGE, "-1 x 5");
    refuses(
        Submission.of(Corpus.pngOf(Corpus.ihdr(5, 5, 3, 2))),
        RejectReason.BROKEN_IMAGE,
        "RGB PNG of 3 bits");
    refuses(
        Submission.of(Corpus.pngOf(Corpus.ihdr(5, 5, 8, 5))),
        RejectReason.BROKEN_IMAGE,
        "colour type 5");
    refuses(
        Submission.of(Corpus.resized(Corpus.jpeg(Corpus.colours()), 0, 5)),
        RejectReason.BROKEN_IMAGE,
        "0 x 5");
  }

  @Test
  void a_jpeg_that_hides_rows_behind_a_smaller_header_or_promises_more_is_broken() {
    byte[] jpeg = Corpus.jpeg(Corpus.colours());

    refuses(
        Submission.of(Corpus.resized(jpeg, 400, 400)),
        RejectReason.BROKEN_IMAGE,
        "the decoder warns");
  }

  @Test
  void a_jpeg_cut_off_anywhere_is_broken() {
    byte[] jpeg = Corpus.jpeg(Corpus.colours());

    for (int length = 3; length < jpeg.length; length++) {
      refuses(
          Submission.of(Arrays.copyOf(jpeg, length)),
          RejectReason.BROKEN_IMAGE,
          "ends in the middle");
    }
  }

  @Test
  void a_jpeg_cut_off_in_its_scan_and_closed_again_is_broken() {
    byte[] jpeg = Corpus.jpeg(Corpus.colours());
    byte[] cut = Arrays.copyOf(jpeg, jpeg.length - 40);

    refuses(
        Submission.of(Corpus.concat(cut, new byte[] {(byte) 0xff, (byte) 0xd9})),
        RejectReason.BROKEN_IMAGE,
        "the decoder warns");
  }

  @Test
  void a_png_cut_off_anywhere_is_broken() {
    byte[] png = Corpus.png(Corpus.colours());

    for (int length = 8; length < png.length; length++) {
      refuses(
          Submission.of(Arrays.copyOf(png, length)),
          RejectReason.BROKEN_IMAGE,
          "ends in the middle");
    }
  }

  @Test
  void a_png_with_too_few_rows_is_broken() {
    byte[] png = Corpus.pngOf(Corpus.ihdr(50, 3, 8, 2), Corpus.idat(new byte[20]), Corpus.iend());

    refuses(Submission.of(png), RejectReason.BROKEN_IMAGE, "decode");
  }

  @Test
  void a_png_with_a_wrong_checksum_is_broken() {
    byte[] png = Corpus.png(Corpus.colours());
    png[60] ^= 1;

    refuses(Submission.of(png), RejectReason.BROKEN_IMAGE, "wrong checksum");
  }

  @Test
  void a_png_chunk_that_claims_more_than_the_file_is_broken() {
    byte[] png = Corpus.png(Corpus.colours());
    png[33] = 0x7f;

    refuses(Submission.of(png), RejectReason.BROKEN_IMAGE, "ends in the middle");
  }

  @Test
  void a_png_without_pixels_is_broken() {
    byte[] png = Corpus.pngOf(Corpus.ihdr(2, 2, 8, 2), Corpus.iend());

    refuses(Submission.of(png), RejectReason.BROKEN_IMAGE, "without pixels");
  }

  @Test
  void a_cmyk_jpeg_is_refused_by_name() {
    refuses(
        Submission.of(Corpus.cmykJpeg()),
        RejectReason.UNSUPPORTED_COLOUR,
        "4 components (CMYK has 4)");
  }

  @Test
  void a_lossless_jpeg_is_refused_by_name() {
    byte[] jpeg = Corpus.jpeg(Corpus.colours());
    for (int i = 0; i < jpeg.length - 1; i++) {
      if ((jpeg[i] & 0xff) == 0xff && (jpeg[i + 1] & 0xff) == 0xc0) {
        jpeg[i + 1] = (byte) 0xc3;
      }
    }

    refuses(Submission.of(jpeg), RejectReason.UNSUPPORTED_FORMAT, "lossless");
  }

  @Test
  void a_jpeg_of_a_thousand_scans_is_refused() {
    byte[] jpeg = Corpus.progressiveJpeg(Corpus.colours());
    byte[] emptyScan = {(byte) 0xff, (byte) 0xda, 0, 8, 1, 1, 0, 0, 0, 0, 0};
    byte[] open = Arrays.copyOf(jpeg, jpeg.length - 2);
    byte[][] scans = new byte[1000][];
    Arrays.fill(scans, emptyScan);

    byte[] bomb = Corpus.concat(open, Corpus.concat(scans), new byte[] {(byte) 0xff, (byte) 0xd9});

    refuses(Submission.of(bomb), RejectReason.BROKEN_IMAGE, "more than 50 scans");
  }

  @Test
  void what_follows_the_end_of_an_image_is_refused() {
    byte[] zip = Corpus.latin1("PK\3\4 and so on");

    refuses(
        Submission.of(Corpus.concat(Corpus.jpeg(Corpus.colours()), zip)),
        RejectReason.TRAILING_BYTES,
        zip.length + " bytes follow the end of the JPEG");
    refuses(
        Submission.of(Corpus.concat(Corpus.png(Corpus.colours()), zip)),
        RejectReason.TRAILING_BYTES,
        zip.length + " bytes follow the end of the PNG");
  }

  @Test
  void raw_pixels_of_another_count_or_without_a_shape_are_refused() {
    ImageShape shape = new ImageShape(4, 4, 3);

    refuses(
        Submission.pixels(new byte[47], shape),
        RejectReason.WRONG_PIXEL_COUNT,
        "4x4x3 are 48 bytes, not 47");
    refuses(
        Submission.pixels(new byte[48], new ImageShape(9000, 1, 1)),
        RejectReason.TOO_MANY_PIXELS,
        "9000 x 1");
    refuses(
        Submission.declared(new byte[48], "application/vnd.longshore.pixels"),
        RejectReason.INVALID_METADATA,
        "need their shape");
  }

  @Test
  void when_the_budget_is_taken_the_guard_says_busy_and_not_refused() {
    PixelBudget budget = new PixelBudget(1_000_000, Duration.ofMillis(1));
    ImageGuard busy = new ImageGuard(LIMITS, Background.WHITE, budget);
    assertThat(budget.take(1_000_000)).isTrue();

    Verdict whileTaken = busy.judge(Submission.of(Corpus.jpeg(Corpus.colours())));
    budget.giveBack(1_000_000);
    Verdict afterwards = busy.judge(Submission.of(Corpus.jpeg(Corpus.colours())));

    assertThat(whileTaken).isEqualTo(new Verdict.Busy(Duration.ofMillis(1)));
    assertThat(afterwards).isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void the_budget_is_given_back_after_a_refusal() {
    byte[] broken =
        Corpus.pngOf(Corpus.ihdr(1000, 1000, 8, 2), Corpus.idat(new byte[20]), Corpus.iend());

    for (int i = 0; i < 3; i++) {
      refuses(Submission.of(broken), RejectReason.BROKEN_IMAGE, "decode");
    }
  }

  @Property(tries = 300)
  void whatever_is_done_to_a_file_there_is_a_verdict(
      @ForAll @IntRange(min = 0, max = 3) int kind, @ForAll long seed) {
    byte[] file =
        switch (kind) {
          case 0 -> Corpus.jpeg(Corpus.colours());
          case 1 -> Corpus.withExif(Corpus.progressiveJpeg(Corpus.greys()), 6);
          case 2 -> Corpus.png(Corpus.palette());
          default -> Corpus.png(Corpus.deepGreys());
        };
    Random random = new Random(seed);
    for (int i = 0; i < 3; i++) {
      file[random.nextInt(file.length)] = (byte) random.nextInt(256);
    }

    Verdict verdict = guard.judge(Submission.of(file));

    assertThat(verdict).isNotInstanceOf(Verdict.Busy.class);
  }

  private void refuses(Submission submission, RejectReason reason, String because) {
    Verdict verdict = guard.judge(submission);

    assertThat(verdict).isInstanceOf(Verdict.Refused.class);
    Verdict.Refused refused = (Verdict.Refused) verdict;
    assertThat(refused.message()).contains(because);
    assertThat(refused.reason()).isEqualTo(reason);
  }
}
