package io.longshore.ssd.fit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.longshore.ssd.fit.Optimization.Decayed;
import io.longshore.ssd.golden.GoldenFile;
import io.longshore.ssd.net.Tensor;
import io.longshore.ssd.net.Tensor.Role;
import io.longshore.ssd.torch.Torch;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Updates beside PyTorch's. */
class GoldenSgdTest {

  @Test
  void updates_at_changing_rates_agree_plain_and_clipped() {
    GoldenFile golden = GoldenFile.open("sgd");

    threeSteps(golden, "plain", Optimization.sgd(1, 2, 0.1, 5e-4));
    threeSteps(
        golden,
        "clipped",
        Optimization.sgd(1, 2, 0.1, 0.05)
            .withDecayOf(Decayed.WEIGHTS_ONLY)
            .withLargestGradient(1.5));

    golden.assertAgreement();
  }

  private static void threeSteps(GoldenFile golden, String variant, Optimization optimization) {
    try (NDManager manager = Torch.newManager()) {
      Tensor weight = new Tensor("weight", Role.WEIGHT, golden.given("weight").floats(manager));
      Tensor offset = new Tensor("offset", Role.OFFSET, golden.given("offset").floats(manager));
      Torch.withoutGradients(() -> threeSteps(golden, variant, optimization, weight, offset));
    }
  }

  private static int threeSteps(
      GoldenFile golden, String variant, Optimization optimization, Tensor... parameters) {
    float[] rates = golden.given("rates").floats();
    try (Sgd sgd = new Sgd(List.of(parameters), optimization)) {
      for (int i = 0; i < rates.length; i++) {
        gradients(golden, i, parameters);
        sgd.step(rates[i]);
        for (Tensor w : parameters) {
          golden.record(variant + "." + w.name() + "." + i, w.value());
        }
      }
    }
    return rates.length;
  }

  /** A loss that is linear has the gradient one asks for. */
  private static float gradients(GoldenFile golden, int i, Tensor... parameters) {
    try (NDManager step = Torch.newManager()) {
      return Torch.differentiate(
          () -> {
            NDArray loss = step.create(0f);
            for (Tensor w : parameters) {
              NDArray g = golden.given("gradient." + w.name() + "." + i).floats(step);
              loss = loss.add(w.value().mul(g).sum());
            }
            return loss;
          });
    }
  }
}
