package io.longshore.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.longshore.onnx.OnnxBackbone;
import io.longshore.ssd.Ssd;
import io.longshore.ssd.SsdParameters;
import io.longshore.ssd.TrainedModel;
import io.longshore.ssd.data.ImageShape;
import io.longshore.ssd.data.TrainingSet;
import io.longshore.ssd.net.Architecture;
import io.longshore.ssd.net.BottleneckResNet;
import io.longshore.ssd.net.CifarResNet;
import io.longshore.ssd.net.ShortcutOption;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every family of networks, trained a little so that no statistic is 0 or 1. */
class OnnxExportTest {
  private static final ImageShape SHAPE = new ImageShape(32, 32, 3);
  private static final double TOLERANCE = 1e-4; // of the largest feature

  static List<Architecture> families() {
    CifarResNet cifar = new CifarResNet(1, List.of(4, 8), 1);
    return List.of(
        cifar,
        cifar.with(ShortcutOption.B),
        new BottleneckResNet(8, List.of(1, 1), 1, 8),
        new BottleneckResNet(8, List.of(1, 1), 4, 4));
  }

  @ParameterizedTest
  @MethodSource("families")
  void both_engines_give_the_same_features(Architecture architecture) throws OrtException {
    SsdParameters parameters = SsdParameters.tiny().withEpochs(1, 1).withArchitecture(architecture);
    try (TrainedModel model = Ssd.with(parameters).train(examples());
        OrtSession session =
            OrtEnvironment.getEnvironment().createSession(OnnxExport.backbone(model))) {
      for (int batch : new int[] {1, 5}) {
        byte[] images = noise(batch, 100 + batch);

        float[] features = features(session, images, batch);

        float[] expected = model.features(images);
        float largest = 0;
        for (float feature : expected) {
          largest = Math.max(largest, Math.abs(feature));
        }
        assertThat(largest).isPositive();
        assertThat(features).containsExactly(expected, within((float) (TOLERANCE * largest)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void an_int8_backbone_gives_nearly_the_same_features(Architecture architecture)
      throws OrtException {
    SsdParameters parameters = SsdParameters.tiny().withEpochs(1, 1).withArchitecture(architecture);
    try (TrainedModel model = Ssd.with(parameters).train(examples());
        OrtSession session =
            OrtEnvironment.getEnvironment()
                .createSession(OnnxExport.int8Backbone(model, noise(70, 3)))) {
      byte[] images = noise(5, 200);

      float[] features = features(session, images, 5);

      assertThat(cosine(features, model.features(images))).isGreaterThan(0.999);
    }
  }

  @Test
  void an_int8_backbone_of_the_same_model_and_images_has_the_same_bytes() {
    try (TrainedModel model = Ssd.with(SsdParameters.tiny().withEpochs(1, 1)).train(examples())) {
      assertThat(OnnxExport.int8Backbone(model, noise(70, 3)))
          .isEqualTo(OnnxExport.int8Backbone(model, noise(70, 3)))
          .isNotEqualTo(OnnxExport.int8Backbone(model, noise(70, 4)));
    }
  }

  @Test
  void an_int8_backbone_needs_images_to_calibrate_it_on() {
    try (TrainedModel model = Ssd.with(SsdParameters.tiny().withEpochs(1, 1)).train(examples())) {
      assertThatThrownBy(() -> OnnxExport.int8Backbone(model, new byte[0]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("an int8 backbone needs images to calibrate it on");
    }
  }

  private static double cosine(float[] a, float[] b) {
    double product = 0;
    double ofA = 0;
    double ofB = 0;
    for (int i = 0; i < a.length; i++) {
      product += (double) a[i] * b[i];
      ofA += (double) a[i] * a[i];
      ofB += (double) b[i] * b[i];
    }
    return product / Math.sqrt(ofA * ofB);
  }

  private static TrainingSet examples() {
    int[] labels = new int[20];
    Arrays.setAll(labels, i -> i < 12 ? 0 : i < 17 ? 1 : 2);
    return TrainingSet.ofRows(SHAPE, 3, noise(labels.length, 1), labels);
  }

  private static byte[] noise(int count, long seed) {
    byte[] pixels = new byte[count * SHAPE.bytes()];
    new Random(seed).nextBytes(pixels);
    return pixels;
  }

  private static float[] features(OrtSession session, byte[] images, int count)
      throws OrtException {
    ByteBuffer direct = ByteBuffer.allocateDirect(images.length).put(images).flip();
    long[] shape = {count, SHAPE.height(), SHAPE.width(), SHAPE.channels()};
    try (var input =
            OnnxTensor.createTensor(
                OrtEnvironment.getEnvironment(), direct, shape, OnnxJavaType.UINT8);
        var result = session.run(Map.of(OnnxBackbone.INPUT, input))) {
      FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
      float[] features = new float[values.remaining()];
      values.get(features);
      return features;
    }
  }
}
