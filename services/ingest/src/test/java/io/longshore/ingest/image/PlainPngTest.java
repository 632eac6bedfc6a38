package io.longshore.ingest.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.longshore.ingest.image.ImageHeader.Png;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

final class PlainPngTest {
  private static final int SIDE = 8;
  private static final int ROW = 1 + SIDE;
  private static final ImageLimits LIMITS = ImageLimits.DEFAULT;

  @Test
  void grey_and_colour_of_8_bits_are_sound_by_their_bytes() {
    List<byte[]> files = List.of(Corpus.png(grey()), Corpus.png(Corpus.colours()), of(rows(SIDE)));

    assertThat(files).allMatch(PlainPngTest::isSound);
  }

  @Test
  void what_the_guard_would_have_to_change_is_left_to_the_decoder() {
    List<byte[]> files =
        List.of(
            Corpus.png(Corpus.deepGreys()),
            Corpus.png(Corpus.fading()),
            Corpus.png(Corpus.palette()));

    assertThat(files).noneMatch(PlainPngTest::isSound);
  }

  @Test
  void pixels_that_are_too_few_or_too_many_or_of_no_filter_are_left_to_the_decoder() {
    byte[] fifthFilter = rows(SIDE);
    fifthFilter[3 * ROW] = 5;
    byte[] cut = deflated(rows(SIDE));

    List<byte[]> files =
        List.of(
            of(rows(SIDE - 1)),
            of(rows(SIDE + 1)),
            of(fifthFilter),
            file(Arrays.copyOf(cut, cut.length - 5)),
            file(new byte[0], deflated(rows(SIDE))),
            file(deflated(rows(SIDE)), new byte[] {1}));

    assertThat(files).noneMatch(PlainPngTest::isSound);
  }

  @Test
  void pixels_may_come_in_many_chunks() {
    byte[] stream = deflated(rows(SIDE));
    byte[] head = Arrays.copyOf(stream, 7);
    byte[] tail = Arrays.copyOfRange(stream, 7, stream.length);

    assertThat(isSound(file(head, tail))).isTrue();
  }

  /** Bytes changed by chance, checksums of chunks made to fit: the decoder must agree each time. */
  @Test
  void the_decoder_takes_whatever_is_called_sound() {
    var random = new Random(1);
    int sound = 0;
    int doubtful = 0;
    for (int i = 0; i < 3000; i++) {
      byte[] rows = rows(SIDE + random.nextInt(3) / 2);
      rows[random.nextInt(rows.length)] = (byte) random.nextInt(8);
      byte[] stream = deflated(rows);
      if (i % 2 == 0) {
        stream[random.nextInt(stream.length)] ^= (byte) (1 << random.nextInt(8));
      }
      byte[] file = file(stream);
      Png header = PngStructure.read(file, LIMITS);
      if (PlainPng.isSound(file, header)) {
        sound++;
        assertThatCode(() -> StrictDecoder.decode(file, header)).doesNotThrowAnyException();
      } else {
        doubtful++;
      }
    }

    assertThat(List.of(sound, doubtful)).allMatch(count -> count > 500);
  }

  @Test
  void a_canonical_png_waits_for_no_turn_in_decoding() {
    var budget = new PixelBudget(LIMITS.pixels(), Duration.ZERO);
    boolean taken = budget.take(LIMITS.pixels());
    var guard = new ImageGuard(LIMITS, Background.WHITE, budget);

    Verdict plain = guard.judge(Submission.of(of(rows(SIDE))));
    Verdict palette = guard.judge(Submission.of(Corpus.png(Corpus.palette())));

    assertThat(taken).isTrue();
    assertThat(plain).isInstanceOf(Verdict.Accepted.class);
    assertThat(palette).isInstanceOf(Verdict.Busy.class);
  }

  private static boolean isSound(byte[] file) {
    return PlainPng.isSound(file, PngStructure.read(file, LIMITS));
  }

  private static BufferedImage grey() {
    return new BufferedImage(40, 30, BufferedImage.TYPE_BYTE_GRAY);
  }

  /** Filtered rows of grey, the filters in turn. */
  private static byte[] rows(int count) {
    byte[] rows = new byte[count * ROW];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (byte) (i % ROW == 0 ? i / ROW % 5 : i * 7);
    }
    return rows;
  }

  private static byte[] of(byte[] rows) {
    return file(deflated(rows));
  }

  private static byte[] file(byte[]... streams) {
    Stream<byte[]> pixels = Stream.of(streams).map(stream -> Corpus.chunk("IDAT", stream));
    return Corpus.pngOf(
        Stream.of(Stream.of(Corpus.ihdr(SIDE, SIDE, 8, 0)), pixels, Stream.of(Corpus.iend()))
            .flatMap(chunks -> chunks)
            .toArray(byte[][]::new));
  }

  private static byte[] deflated(byte[] rows) {
    var deflater = new Deflater();
    deflater.setInput(rows);
    deflater.finish();
    var out = new ByteArrayOutputStream();
    var buffer = new byte[1024];
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return out.toByteArray();
  }
}
