package io.longshore.ssd.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.longshore.ssd.data.ImageShape;
import io.longshore.ssd.torch.Compute;
import io.longshore.ssd.torch.Torch;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpertNetworkTest {
  private static final ImageShape IMAGE = new ImageShape(8, 8, 3);

  private static ExpertNetwork network(Architecture architecture, int experts, int ownGroups) {
    Normalization plain = new Normalization(List.of(0.5f, 0.5f, 0.5f), List.of(1f, 1f, 1f));
    return new ExpertNetwork(
        new NetworkSpec(IMAGE, plain, architecture),
        new Branching(experts, ownGroups),
        100,
        1,
        Compute.CPU);
  }

  private static long learned(ExpertNetwork network) {
    return network.learned().stream().mapToLong(Tensor::size).sum();
  }

  @Test
  void what_is_shared_counts_once_and_what_is_not_for_each_expert() {
    long stem = 3 * 16 * 9 + 32;
    long first = 2 * (16 * 16 * 9 + 32);
    long second = 16 * 32 * 9 + 32 * 32 * 9 + 2 * 64;
    long third = 32 * 64 * 9 + 64 * 64 * 9 + 2 * 128;
    long head = 64 * 100 + 100;

    try (ExpertNetwork one = network(Architecture.resNet8(), 3, 1);
        ExpertNetwork two = network(Architecture.resNet8(), 3, 2);
        ExpertNetwork all = network(Architecture.resNet8(), 1, 3)) {
      assertThat(learned(one)).isEqualTo(stem + first + second + 3 * (third + head));
      assertThat(learned(two)).isEqualTo(stem + first + 3 * (second + third + head));
      assertThat(learned(all)).isEqualTo(stem + first + second + third + head);
    }
  }

  @Test
  void the_shared_stem_learns_from_every_expert_and_no_expert_from_another() {
    for (int e = 0; e < 3; e++) {
      try (ExpertNetwork network = network(new CifarResNet(1, List.of(4, 8), 1), 3, 1);
          NDManager step = Torch.newManager()) {
        network.learned().forEach(tensor -> tensor.value().setRequiresGradient(true));
        NDArray x = step.arange(0, 4 * 192).toType(DataType.UINT8, false).reshape(4, 8, 8, 3);
        String own = "expert" + e + ".";
        int expert = e;

        Torch.differentiate(
            () -> network.logits(x, Mode.TRAIN).get(expert).logSoftmax(1).get(":, 0").mean());

        assertThat(network.learned())
            .allSatisfy(
                tensor ->
                    assertThat(moved(tensor))
                        .as(tensor.name())
                        .isEqualTo(
                            !tensor.name().startsWith("expert") || tensor.name().startsWith(own)));
      }
    }
  }

  private static boolean moved(Tensor tensor) {
    if (!tensor.value().hasGradient()) {
      return false;
    }
    try (NDArray gradient = tensor.value().getGradient();
        NDArray size = gradient.abs().sum()) {
      return size.getFloat() > 0;
    }
  }

  @Test
  void experts_begin_apart_and_their_tensors_have_names_of_their_own() {
    try (ExpertNetwork network = network(new CifarResNet(1, List.of(4, 8), 1), 3, 1);
        NDManager step = Torch.newManager()) {
      NDArray x = step.zeros(new Shape(2, 8, 8, 3), DataType.UINT8);

      List<float[]> logits =
          Torch.withoutGradients(
              () -> network.logits(x, Mode.EVALUATE).stream().map(NDArray::toFloatArray).toList());

      assertThat(logits).hasSize(3).doesNotHaveDuplicates();
      assertThat(logits.get(0)).hasSize(200).isNotEqualTo(logits.get(1));
      assertThat(network.tensors().stream().map(Tensor::name)).doesNotHaveDuplicates();
    }
  }

  @Test
  void experts_of_a_network_of_bottlenecks_are_no_exception() {
    try (ExpertNetwork network = network(new BottleneckResNet(4, List.of(1, 1), 1, 4), 2, 1);
        NDManager step = Torch.newManager()) {
      NDArray x = step.zeros(new Shape(2, 8, 8, 3), DataType.UINT8);

      List<NDArray> logits = Torch.withoutGradients(() -> network.logits(x, Mode.EVALUATE));

      assertThat(logits).extracting(NDArray::getShape).containsOnly(new Shape(2, 100)).hasSize(2);
    }
  }

  @Test
  void more_groups_than_there_are_cannot_be_parted() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network(Architecture.resNet8(), 3, 4))
        .withMessageContaining("4 groups")
        .withMessageContaining("3");
  }
}
