package io.longshore.ssd.net;

import java.util.ArrayList;
import java.util.List;

/**
 * A residual network of the CIFAR family (He et al., 2016, section 4.2), ResNet-(2 * groups *
 * blocksPerGroup + 2).
 *
 * @param stemStride 1 for CIFAR; 2 halves the resolution before the first group, which costs a
 *     quarter
 * @param widths channels of each group of blocks; each group after the first halves the resolution
 * @param blocksPerGroup basic blocks in a group: 5 for ResNet-32, 1 for ResNet-8
 * @param shortcuts of the blocks that change the extent
 */
public record CifarResNet(
    int stemStride, List<Integer> widths, int blocksPerGroup, ShortcutOption shortcuts)
    implements Architecture {

  public CifarResNet {
    widths = List.copyOf(widths);
    if (widths.isEmpty() || widths.stream().anyMatch(w -> w < 1) || blocksPerGroup < 1) {
      throw new IllegalArgumentException(
          "a residual network needs positive widths and blocks, not "
              + widths
              + " x "
              + blocksPerGroup);
    }
    for (int i = 1; i < widths.size(); i++) {
      if (shortcuts == ShortcutOption.A && widths.get(i) < widths.get(i - 1)) {
        throw new IllegalArgumentException(
            "a parameter-free shortcut cannot drop channels, so widths must not fall: " + widths);
      }
    }
  }

  /** With shortcuts that have no parameters, as in the tables. */
  public CifarResNet(int stemStride, List<Integer> widths, int blocksPerGroup) {
    this(stemStride, widths, blocksPerGroup, ShortcutOption.A);
  }

  public CifarResNet with(ShortcutOption other) {
    return new CifarResNet(stemStride, widths, blocksPerGroup, other);
  }

  @Override
  public Stem stem(Initialization start, int channels) {
    ConvolutionShape shape = new ConvolutionShape(channels, widths.get(0), 3, stemStride);
    return new Stem(new ConvolutionNorm(start, "stem", shape), Pooling.NONE);
  }

  @Override
  public int groupsOfBlocks() {
    return widths.size();
  }

  @Override
  public List<Block> group(Initialization start, int group) {
    List<Block> blocks = new ArrayList<>();
    int in = widths.get(Math.max(0, group - 1));
    int out = widths.get(group);
    for (int i = 0; i < blocksPerGroup; i++) {
      int stride = group > 0 && i == 0 ? 2 : 1;
      String name = "group" + group + ".block" + i;
      blocks.add(new BasicBlock(start, name, in, out, stride, shortcuts));
      in = out;
    }
    return blocks;
  }

  /** As in the reference implementation of the CIFAR tables. */
  @Override
  public Fan fan() {
    return Fan.IN;
  }

  @Override
  public int featureWidth() {
    return widths.get(widths.size() - 1);
  }
}
