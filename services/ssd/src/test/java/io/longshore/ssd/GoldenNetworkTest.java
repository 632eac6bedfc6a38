package io.longshore.ssd;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.longshore.ssd.golden.GoldenFile;
import io.longshore.ssd.golden.GoldenNetworks;
import io.longshore.ssd.net.Mode;
import io.longshore.ssd.net.ResNet;
import io.longshore.ssd.torch.Compute;
import io.longshore.ssd.torch.Layout;
import io.longshore.ssd.torch.Torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The forward pass and the running statistics beside PyTorch's. */
class GoldenNetworkTest {

  @ParameterizedTest
  @EnumSource(Layout.class)
  void features_of_colour_images_agree_in_either_layout(Layout layout) {
    GoldenFile golden = GoldenFile.open("network-rgb");
    try (ResNet encoder = GoldenNetworks.rgb(Compute.CPU.with(layout))) {

      evaluateTrainEvaluate(golden, encoder);
    }
    golden.assertAgreement();
  }

  @Test
  void features_of_grey_images_agree() {
    GoldenFile golden = GoldenFile.open("network-grey");
    try (ResNet encoder = GoldenNetworks.grey()) {

      evaluateTrainEvaluate(golden, encoder);
    }
    golden.assertAgreement();
  }

  private static void evaluateTrainEvaluate(GoldenFile golden, ResNet encoder) {
    GoldenNetworks.fill(golden, "", encoder.tensors());
    golden.record("features.before", features(golden, encoder, "images.evaluate", Mode.EVALUATE));
    golden.record("features.train", features(golden, encoder, "images.train", Mode.TRAIN));
    golden.record("features.after", features(golden, encoder, "images.evaluate", Mode.EVALUATE));
    GoldenNetworks.record(golden, "after.", GoldenNetworks.statistics(encoder));
  }

  private static float[] features(GoldenFile golden, ResNet encoder, String images, Mode mode) {
    return Torch.withoutGradients(
        () -> {
          try (NDManager step = Torch.newManager();
              NDArray f = encoder.features(golden.given(images).images(step), mode)) {
            return f.toFloatArray();
          }
        });
  }
}
