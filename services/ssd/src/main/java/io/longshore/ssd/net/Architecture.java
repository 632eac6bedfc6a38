package io.longshore.ssd.net;

import java.util.List;

/**
 * The shape of a CIFAR residual network, ResNet-(2 * groups * blocksPerGroup + 2).
 *
 * @param widths channels of each group of blocks; each group after the first halves the resolution
 * @param stemStride 1 for CIFAR; 2 halves the resolution before the first group, which costs a
 *     quarter
 * @param blocksPerGroup basic blocks in a group: 5 for ResNet-32, 1 for ResNet-8
 */
public record Architecture(int stemStride, List<Integer> widths, int blocksPerGroup) {

  public Architecture {
    widths = List.copyOf(widths);
    if (widths.isEmpty() || widths.stream().anyMatch(w -> w < 1) || blocksPerGroup < 1) {
      throw new IllegalArgumentException(
          "a residual network needs positive widths and blocks, not "
              + widths
              + " x "
              + blocksPerGroup);
    }
    for (int i = 1; i < widths.size(); i++) {
      if (widths.get(i) < widths.get(i - 1)) {
        throw new IllegalArgumentException(
            "a parameter-free shortcut cannot drop channels, so widths must not fall: " + widths);
      }
    }
  }

  /** The network of the CIFAR tables: 464 thousand parameters without a head. */
  public static Architecture resNet32() {
    return new Architecture(1, List.of(16, 32, 64), 5);
  }

  /** One block a group: trains on two cores in a minute. */
  public static Architecture resNet8() {
    return new Architecture(1, List.of(16, 32, 64), 1);
  }

  /** Width d of the features. */
  public int featureWidth() {
    return widths.get(widths.size() - 1);
  }
}
