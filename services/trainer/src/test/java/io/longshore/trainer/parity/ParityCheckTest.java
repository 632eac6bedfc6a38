package io.longshore.trainer.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.model.ParityReport;
import io.longshore.ssd.TrainedModel;
import io.longshore.trainer.Pictures;
import io.longshore.trainer.Tiny;
import io.longshore.trainer.export.OnnxExport;
import io.longshore.trainer.memory.Memories;
import io.longshore.trainer.run.LabelledImages;
import io.longshore.trainer.run.LabelledPixels;
import io.longshore.trainer.run.Snapshot;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class ParityCheckTest {
  private final ParityCheck check = ParityCheck.withOwnClassPath();
  private Optional<TrainedModel> trained = Optional.empty();

  @BeforeAll
  void train(@TempDir Path directory) {
    try (var memories = new Memories(directory.resolve("memory"), 100, 100, 0, 1)) {
      Pictures.fill(memories);
      var examples = new Snapshot(memories, Optional.empty()).takeAll(Optional.empty(), List.of());
      trained = Optional.of(Tiny.trained(examples, directory.resolve("checkpoints")).model());
    }
  }

  @AfterAll
  void close() {
    trained.ifPresent(TrainedModel::close);
  }

  @Test
  void both_engines_agree_on_a_thousand_images(@TempDir Path directory) {
    try (ParityComparison comparison = check.begin(directory)) {
      ParityReport report = comparison.compare(backbone(), head(), expected(1_000));

      assertThat(report.images()).isEqualTo(1_000);
      assertThat(report.argmaxEqual()).isEqualTo(1_000);
      assertThat(report.maxAbsoluteDifference()).isLessThan(1e-3);
      assertThat(report.millisPerImage()).isPositive();
    }
  }

  @Test
  void a_bit_flipped_in_a_weight_of_the_head_shows(@TempDir Path directory) {
    byte[] head = head();
    int weight = indexOf(head, model().servedHead().weight()[0]);
    head[weight + 3] ^= 0x40; // the largest bit of the exponent

    try (ParityComparison comparison = check.begin(directory)) {
      ParityReport report = comparison.compare(backbone(), head, expected(100));

      assertThat(report.maxAbsoluteDifference()).isGreaterThan(1e-3);
    }
  }

  @Test
  void a_model_cut_off_is_named_with_what_onnx_runtime_says(@TempDir Path directory) {
    byte[] backbone = backbone();

    try (ParityComparison comparison = check.begin(directory)) {
      assertThatThrownBy(
              () ->
                  comparison.compare(
                      Arrays.copyOf(backbone, backbone.length / 2), head(), expected(10)))
          .isInstanceOf(ParityFailedException.class)
          .hasMessageStartingWith("ONNX Runtime cannot run the exported model (exit 1)")
          .hasMessageContaining("OrtException");
    }
  }

  @Test
  void a_child_that_does_not_answer_is_killed(@TempDir Path directory) {
    var impatient =
        new ParityCheck(System.getProperty("java.class.path", ""), Duration.ofMillis(1));

    try (ParityComparison comparison = impatient.begin(directory)) {
      assertThatThrownBy(() -> comparison.compare(backbone(), head(), expected(10)))
          .isInstanceOf(ParityFailedException.class)
          .hasMessage("the exported model did not answer within 1 ms");
    }

    assertThat(ProcessHandle.current().children()).noneMatch(ProcessHandle::isAlive);
  }

  @Test
  void a_child_that_cannot_start_says_why(@TempDir Path directory) {
    var empty = new ParityCheck(directory.toString(), Duration.ofSeconds(30));

    try (ParityComparison comparison = empty.begin(directory)) {
      assertThatThrownBy(() -> comparison.compare(backbone(), head(), expected(10)))
          .isInstanceOf(ParityFailedException.class)
          .hasMessageContaining("ParityProcess");
    }
  }

  @Test
  void a_child_that_is_not_needed_is_gone(@TempDir Path directory) {
    check.begin(directory).close();

    assertThat(ProcessHandle.current().children()).noneMatch(ProcessHandle::isAlive);
  }

  @Test
  void one_child_compares_head_after_head_over_the_same_backbone(@TempDir Path directory) {
    ParityCase expected = expected(100);
    byte[] broken = head();
    broken[indexOf(broken, model().servedHead().weight()[0]) + 3] ^= 0x40;

    try (ParityComparison comparison = check.begin(directory)) {
      comparison.load(backbone(), expected.sample());
      ParityReport first = comparison.compare(head(), expected.logits());
      ParityReport second = comparison.compare(broken, expected.logits());
      ParityReport third = comparison.compare(head(), expected.logits());

      assertThat(first.maxAbsoluteDifference()).isLessThan(1e-3);
      assertThat(second.maxAbsoluteDifference()).isGreaterThan(1e-3);
      assertThat(third.maxAbsoluteDifference()).isEqualTo(first.maxAbsoluteDifference());
    }
  }

  @Test
  void a_head_that_ends_the_child_is_told_and_the_child_is_gone(@TempDir Path directory) {
    ParityCase expected = expected(10);

    try (ParityComparison comparison = check.begin(directory)) {
      comparison.load(backbone(), expected.sample());

      assertThatThrownBy(() -> comparison.compare(new byte[] {1, 2, 3}, expected.logits()))
          .isInstanceOf(ParityFailedException.class)
          .hasMessageContaining("OrtException");
      assertThat(comparison.isAlive()).isFalse();
    }
  }

  @Test
  void numbers_that_are_none_are_an_infinite_difference() {
    var expected = new ParityLogits(2, new float[] {1, 2});

    ParityReport report = ParityLogits.parse(expected.compare(new float[] {1, Float.NaN}, 0.5));

    assertThat(report.maxAbsoluteDifference()).isInfinite();
    assertThat(report.millisPerImage()).isEqualTo(0.5);
  }

  private byte[] backbone() {
    return OnnxExport.backbone(model());
  }

  private byte[] head() {
    return OnnxExport.head(model());
  }

  private TrainedModel model() {
    return trained.orElseThrow();
  }

  private ParityCase expected(int images) {
    var pixels = new ByteArrayOutputStream();
    IntStream.range(0, images).forEach(i -> pixels.writeBytes(Pictures.of(i % 4, i).bytes()));
    var sample =
        new LabelledPixels(
            Pictures.SHAPE,
            new LabelledImages(
                IntStream.range(0, images).mapToObj(i -> new ImageId("image-" + i)).toList(),
                new int[images]),
            pixels.toByteArray());
    return ParityCase.of(sample, model().classes(), model().logits(sample.pixels()));
  }

  private static int indexOf(byte[] bytes, float value) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return IntStream.range(0, bytes.length - Float.BYTES)
        .filter(i -> buffer.getInt(i) == Float.floatToRawIntBits(value))
        .findFirst()
        .orElseThrow();
  }
}
