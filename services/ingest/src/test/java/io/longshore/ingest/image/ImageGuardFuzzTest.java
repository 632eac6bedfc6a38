package io.longshore.ingest.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.code_intelligence.jazzer.mutation.annotation.WithLength;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever bytes are sent as an image, there is a verdict; and what the guard has made canonical it
 * takes as it is. Fuzzed when JAZZER_FUZZ is set; otherwise run on files of every kind and on what
 * was once found.
 */
class ImageGuardFuzzTest {
  private static final int MOST_BYTES = 16 * 1024;
  private static final ImageGuard GUARD =
      new ImageGuard(
          new ImageLimits(4 * MOST_BYTES, 128, 4096),
          Background.WHITE,
          new PixelBudget(65_536, Duration.ofSeconds(30)));

  static Stream<byte[]> files() {
    return Stream.of(
        Corpus.png(Corpus.colours()),
        Corpus.png(Corpus.greys()),
        Corpus.png(Corpus.deepGreys()),
        Corpus.png(Corpus.fading()),
        Corpus.png(Corpus.stripes()),
        Corpus.png(Corpus.palette()),
        Corpus.jpeg(Corpus.colours()),
        Corpus.progressiveJpeg(Corpus.colours()),
        Corpus.withExif(Corpus.jpeg(Corpus.colours()), 6),
        Corpus.cmykJpeg());
  }

  @MethodSource("files")
  @FuzzTest(maxDuration = "60s")
  void any_bytes_have_a_verdict(byte @NotNull @WithLength(max = MOST_BYTES) [] bytes) {
    Verdict verdict = GUARD.judge(Submission.declared(bytes, ""));

    if (verdict instanceof Verdict.Accepted accepted) {
      Verdict again =
          GUARD.judge(
              Submission.declared(accepted.image().bytes(), accepted.image().format().mediaType()));

      assertThat(again)
          .isInstanceOfSatisfying(
              Verdict.Accepted.class,
              second -> {
                assertThat(second.changes()).isEqualTo(List.of());
                assertThat(second.image().bytes()).isEqualTo(accepted.image().bytes());
              });
    }
  }
}
