package io.longshore.ssd.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.ssd.data.ImageShape;
import io.longshore.ssd.net.Shortcut.Identity;
import io.longshore.ssd.net.Shortcut.Projection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The shapes of the networks that papers name. */
class ArchitectureTest {
  private static final Normalization RGB =
      new Normalization(List.of(124f, 116f, 104f), List.of(58f, 57f, 57f));

  static List<Arguments> sizes() {
    return List.of(
        Arguments.of(Architecture.resNet32(), 100, 470_004),
        Arguments.of(Architecture.resNet20(), 10, 269_722),
        Arguments.of(Architecture.resNet50(), 1_000, 25_557_032),
        Arguments.of(Architecture.resNeXt50(), 1_000, 25_028_904));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void a_network_and_its_head_have_the_parameters_of_the_tables(
      Architecture architecture, int classes, long expected) {
    try (ResNet encoder = network(architecture);
        LinearLayer head = new LinearLayer("head", architecture.featureWidth(), classes, 1)) {

      assertThat(size(encoder) + size(head)).isEqualTo(expected);
    }
  }

  @Test
  void resnet_32_has_fifteen_blocks_and_no_parameters_beside_them() {
    try (ResNet encoder = network(Architecture.resNet32())) {

      assertThat(encoder.blocks()).hasSize(15);
      assertThat(encoder.blocks()).filteredOn(b -> stride(b) == 2).hasSize(2);
      assertThat(encoder.blocks()).allMatch(b -> b.shortcut().tensors().isEmpty());
    }
  }

  @Test
  void resnext_50_strides_in_its_grouped_convolutions_and_projects_once_a_group() {
    try (ResNet encoder = network(Architecture.resNeXt50())) {
      List<Block> blocks = encoder.blocks();

      assertThat(encoder.stem().convolution().shape())
          .isEqualTo(new ConvolutionShape(3, 64, 7, 2, 1));
      assertThat(blocks).hasSize(16);
      assertThat(blocks).filteredOn(b -> b.shortcut() instanceof Projection).hasSize(4);
      assertThat(blocks).filteredOn(b -> b.shortcut() instanceof Identity).hasSize(12);
      assertThat(blocks.get(3).convolutions())
          .extracting(ConvolutionNorm::shape)
          .containsExactly(
              new ConvolutionShape(256, 256, 1, 1, 1),
              new ConvolutionShape(256, 256, 3, 2, 32),
              new ConvolutionShape(256, 512, 1, 1, 1));
      assertThat(encoder.spec().featureWidth()).isEqualTo(2_048);
    }
  }

  @Test
  void a_cifar_network_may_project_where_its_extent_changes() {
    CifarResNet projecting = Architecture.resNet8().with(ShortcutOption.B);
    try (ResNet padded = network(Architecture.resNet8());
        ResNet projected = network(projecting)) {

      long more = size(projected) - size(padded);

      assertThat(more).isEqualTo(16 * 32 + 2 * 32 + 32 * 64 + 2 * 64);
    }
  }

  @Test
  void kernels_start_by_the_fan_of_their_family() {
    ConvolutionShape grouped = new ConvolutionShape(8, 16, 3, 1, 4);

    assertThat(Architecture.resNet32().fan().of(grouped)).isEqualTo(2 * 9);
    assertThat(Architecture.resNeXt50().fan().of(grouped)).isEqualTo(16 * 9);
  }

  @Test
  void shapes_that_cannot_be_are_refused_by_name() {
    assertThatThrownBy(() -> new CifarResNet(1, List.of(8, 4), 1))
        .hasMessageContaining("must not fall");
    assertThatThrownBy(() -> new BottleneckResNet(64, List.of(3, 0), 1, 64))
        .hasMessageContaining("[3, 0]");
    assertThatThrownBy(() -> new BottleneckResNet(64, List.of(1), 0, 64))
        .hasMessageContaining("64, 0 and 64");
    assertThatThrownBy(() -> new ConvolutionShape(6, 8, 3, 1, 4)).hasMessageContaining("4 groups");
    assertThatThrownBy(() -> new ConvolutionShape(6, 8, 2, 1, 1)).hasMessageContaining("size 2");
  }

  private static int stride(Block block) {
    return block.convolutions().get(0).shape().stride();
  }

  private static ResNet network(Architecture architecture) {
    return new ResNet(new NetworkSpec(new ImageShape(32, 32, 3), RGB, architecture), 1);
  }

  private static long size(Network network) {
    return network.learned().stream().mapToLong(t -> t.value().size()).sum();
  }
}
