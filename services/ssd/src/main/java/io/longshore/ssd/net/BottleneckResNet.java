package io.longshore.ssd.net;

import java.util.ArrayList;
import java.util.List;

/**
 * A residual network of ImageNet's scale: ResNet-50 (He et al., 2016, table 1) or ResNeXt-50 (Xie
 * et al., 2017, table 1), laid out as in torchvision. A 7x7 stem and pooling leave a quarter of the
 * extent; each group of bottlenecks after the first halves it and doubles all channels.
 *
 * @param width channels of the stem; the first group gives four times as many
 * @param blocks bottlenecks in each group
 * @param groups of each 3x3 convolution: 1 for a ResNet, the cardinality of a ResNeXt
 * @param widthPerGroup channels in a group of a 3x3 convolution, in the first group of blocks
 */
public record BottleneckResNet(int width, List<Integer> blocks, int groups, int widthPerGroup)
    implements Architecture {

  /** Channels that a bottleneck gives, by the width of a ResNet's 3x3 convolution. */
  private static final int EXPANSION = 4;

  public BottleneckResNet {
    blocks = List.copyOf(blocks);
    if (width < 1 || groups < 1 || widthPerGroup < 1) {
      throw new IllegalArgumentException(
          "a residual network needs positive widths and groups, not %d, %d and %d"
              .formatted(width, groups, widthPerGroup));
    }
    if (blocks.isEmpty() || blocks.stream().anyMatch(b -> b < 1)) {
      throw new IllegalArgumentException("a group needs at least one block: " + blocks);
    }
  }

  @Override
  public Stem stem(Initialization start, int channels) {
    ConvolutionShape shape = new ConvolutionShape(channels, width, 7, 2);
    return new Stem(new ConvolutionNorm(start, "stem", shape), Pooling.MAXIMUM);
  }

  @Override
  public int groupsOfBlocks() {
    return blocks.size();
  }

  @Override
  public List<Block> group(Initialization start, int group) {
    List<Block> made = new ArrayList<>();
    int doubled = 1 << group;
    int middle = groups * widthPerGroup * doubled;
    int out = width * EXPANSION * doubled;
    int in = group == 0 ? width : out / 2;
    for (int i = 0; i < blocks.get(group); i++) {
      int stride = group > 0 && i == 0 ? 2 : 1;
      ConvolutionShape spatial = new ConvolutionShape(middle, middle, 3, stride, groups);
      made.add(new Bottleneck(start, "group" + group + ".block" + i, in, spatial, out));
      in = out;
    }
    return made;
  }

  /** As torchvision and the authors of SSD-LT start networks of this scale. */
  @Override
  public Fan fan() {
    return Fan.OUT;
  }

  @Override
  public int featureWidth() {
    return width * EXPANSION * (1 << (blocks.size() - 1));
  }
}
