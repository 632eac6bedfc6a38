package io.longshore.ssd;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.longshore.ssd.golden.GoldenFile;
import io.longshore.ssd.torch.Torch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Losses and their gradients beside PyTorch's. */
class GoldenLossesTest {

  @Test
  void cross_entropy_agrees() {
    GoldenFile golden = GoldenFile.open("cross-entropy");
    try (NDManager step = Torch.newManager()) {
      NDArray z = golden.given("z").floats(step);
      NDArray y = golden.given("y").labels(step);

      differentiate(golden, "", z, () -> Losses.crossEntropy(z, y));
    }
    golden.assertAgreement();
  }

  @Test
  void mixed_losses_agree_with_the_loss_of_mixed_labels() {
    GoldenFile golden = GoldenFile.open("soft-cross-entropy");
    double lambda = golden.given("lambda").floats()[0];
    try (NDManager step = Torch.newManager()) {
      NDArray z = golden.given("z").floats(step);
      NDArray y = golden.given("y").labels(step);
      NDArray ofPartners = y.get(golden.given("partners").labels(step));

      differentiate(
          golden,
          "",
          z,
          () ->
              Losses.times(Losses.crossEntropy(z, y), lambda)
                  .add(Losses.times(Losses.crossEntropy(z, ofPartners), 1 - lambda)));
    }
    golden.assertAgreement();
  }

  @Test
  void logit_adjusted_cross_entropy_agrees_with_balanced_softmax() {
    GoldenFile golden = GoldenFile.open("balanced-softmax");
    int[] counts = golden.given("counts").integers();
    try (NDManager step = Torch.newManager()) {
      NDArray z = golden.given("z").floats(step);
      NDArray y = golden.given("y").labels(step);
      NDArray once = step.create(GoldenStages.logitAdjustment(counts, 1));
      NDArray more = step.create(GoldenStages.logitAdjustment(counts, 1.5));

      differentiate(golden, ".tau1", z, () -> Losses.crossEntropy(z.add(once), y));
      differentiate(golden, ".tau1.5", z, () -> Losses.crossEntropy(z.add(more), y));
    }
    golden.assertAgreement();
  }

  @Test
  void the_contrastive_loss_agrees() {
    GoldenFile golden = GoldenFile.open("contrastive");
    try (NDManager step = Torch.newManager()) {
      NDArray q = golden.given("q").floats(step);
      NDArray k = golden.given("k").floats(step);
      NDArray y = golden.given("y").labels(step);
      NDArray queue = golden.given("queue").floats(step);
      NDArray labels = golden.given("queueLabels").floats(step);

      differentiate(golden, "", q, () -> Losses.contrastive(q, k, y, queue, labels, 0.2));
      differentiate(golden, ".sharp", q, () -> Losses.contrastive(q, k, y, queue, labels, 0.01));
    }
    golden.assertAgreement();
  }

  @Test
  void distillation_agrees() {
    GoldenFile golden = GoldenFile.open("distillation");
    try (NDManager step = Torch.newManager()) {
      NDArray u = golden.given("u").floats(step);
      NDArray t = golden.given("t").floats(step);

      differentiate(golden, "", u, () -> Losses.distillation(u, t, 2));
      differentiate(golden, ".sharp", u, () -> Losses.distillation(u, t, 0.5));
    }
    golden.assertAgreement();
  }

  private static void differentiate(
      GoldenFile golden, String suffix, NDArray x, Supplier<NDArray> loss) {
    x.setRequiresGradient(true);
    golden.record("loss" + suffix, Torch.differentiate(loss));
    try (NDArray gradient = x.getGradient()) {
      golden.record("gradient" + suffix, gradient);
      gradient.subi(gradient);
    }
  }
}
