package io.longshore.scorer.verify;

import io.longshore.domain.image.ImageShape;
import io.longshore.domain.model.ArtifactRef;
import io.longshore.domain.model.GoldenBatch;
import io.longshore.domain.model.ModelManifest;
import io.longshore.onnx.Convolution;
import io.longshore.onnx.OnnxBackbone;
import io.longshore.onnx.OnnxHead;
import io.longshore.runtime.artifact.InMemoryArtifactStore;
import io.longshore.scorer.fixture.TinyModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Prints how long it takes to verify a model with a backbone that nobody knew, and then heads over
 * it, with a golden batch of 64 images of 32x32 and a hundred classes. The logits are those of no
 * trainer, so the tolerance is without end.
 */
final class VerificationLatency {
  private static final ImageShape SHAPE = new ImageShape(32, 32, 3);
  private static final int CLASSES = 100;
  private static final int WIDTH = 64;
  private static final int HEADS = 21;
  private static final Random RANDOM = new Random(1);

  private VerificationLatency() {}

  public static void main(String[] args) throws Exception {
    var store = new InMemoryArtifactStore();
    ArtifactRef golden = store.put(golden().bytes());
    ArtifactRef backbone = store.put(backbone());
    Path scratch = Files.createTempDirectory("verification-latency");
    try (var verifier = ProcessVerifier.of(new Lenient(), 1 << 30, store, scratch)) {
      Thread.sleep(5_000); // so that the process stands by, as it would
      double cold = millis(verifier, manifest(0, backbone, store, golden));
      double[] heads = new double[HEADS];
      for (int i = 0; i < HEADS; i++) {
        heads[i] = millis(verifier, manifest(i + 1, backbone, store, golden));
      }
      Arrays.sort(heads);
      System.out.printf("a new backbone, the process warm: %.0f ms%n", cold);
      System.out.printf(
          "a head over it, of %d: least %.0f, median %.0f, most %.0f ms%n",
          HEADS, heads[0], heads[HEADS / 2], heads[HEADS - 1]);
    }
    Files.delete(scratch);
  }

  private static double millis(ProcessVerifier verifier, ModelManifest candidate)
      throws InterruptedException {
    long begun = System.nanoTime();
    var found = verifier.verify(candidate);
    double millis = (System.nanoTime() - begun) / 1e6;
    System.out.printf("%.0f ms: %s%n", millis, found);
    return millis;
  }

  private static ModelManifest manifest(
      int seed, ArtifactRef backbone, InMemoryArtifactStore store, ArtifactRef golden) {
    ArtifactRef head = store.put(OnnxHead.write(floats(WIDTH * CLASSES), floats(CLASSES)));
    List<String> classes = IntStream.range(0, CLASSES).mapToObj(i -> "class " + i).toList();
    ModelManifest plain = TinyModel.manifest(seed, SHAPE, WIDTH, classes, backbone, head);
    return new ModelManifest(
        plain.recipe(),
        plain.backbone(),
        plain.head(),
        plain.evaluation(),
        plain.baseline(),
        plain.parity(),
        plain.createdAt(),
        Optional.of(golden),
        Optional.empty());
  }

  /** About the arithmetic of a ResNet-32 of CIFAR: 30 convolutions of 16, 32 and 64 channels. */
  private static byte[] backbone() {
    var backbone =
        new OnnxBackbone(32, 32, 3, new float[] {120, 120, 120}, new float[] {60, 60, 60});
    backbone.stem(convolution(16, 3, 3, 1));
    for (int i = 0; i < 5; i++) {
      backbone.block(List.of(convolution(16, 16, 3, 1), convolution(16, 16, 3, 1)));
    }
    backbone.block(
        List.of(convolution(32, 16, 3, 2), convolution(32, 32, 3, 1)), convolution(32, 16, 1, 2));
    for (int i = 0; i < 4; i++) {
      backbone.block(List.of(convolution(32, 32, 3, 1), convolution(32, 32, 3, 1)));
    }
    backbone.block(
        List.of(convolution(64, 32, 3, 2), convolution(64, 64, 3, 1)), convolution(64, 32, 1, 2));
    for (int i = 0; i < 4; i++) {
      backbone.block(List.of(convolution(64, 64, 3, 1), convolution(64, 64, 3, 1)));
    }
    return backbone.toBytes();
  }

  private static Convolution convolution(int out, int in, int size, int stride) {
    return Convolution.of(floats(out * in * size * size), out, in, size, stride);
  }

  private static float[] floats(int count) {
    float[] floats = new float[count];
    for (int i = 0; i < count; i++) {
      floats[i] = 0.05f * (float) RANDOM.nextGaussian();
    }
    return floats;
  }

  private static GoldenBatch golden() {
    byte[] pixels = new byte[64 * SHAPE.size()];
    RANDOM.nextBytes(pixels);
    return new GoldenBatch(SHAPE, CLASSES, pixels, new float[64 * CLASSES]);
  }

  /** What a scorer has by default, but for the tolerance. */
  private record Lenient() implements VerifySettings {
    @Override
    public long maxBytes() {
      return 1L << 30;
    }

    @Override
    public Duration patience() {
      return Duration.ofMinutes(2);
    }

    @Override
    public Duration maxImageTime() {
      return Duration.ofSeconds(10);
    }

    @Override
    public double tolerance() {
      return Double.MAX_VALUE;
    }

    @Override
    public boolean standby() {
      return true;
    }
  }
}
