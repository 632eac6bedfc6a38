package io.longshore.ssd.net;

import java.util.List;
import java.util.stream.IntStream;

/** The shape of an encoder, all its parameters aside: a stem, then residual blocks. */
public sealed interface Architecture permits CifarResNet, BottleneckResNet {

  /** The network of the CIFAR tables: 464 thousand parameters without a head. */
  static CifarResNet resNet32() {
    return new CifarResNet(1, List.of(16, 32, 64), 5);
  }

  static CifarResNet resNet20() {
    return new CifarResNet(1, List.of(16, 32, 64), 3);
  }

  /** One block a group: trains on two cores in a minute. */
  static CifarResNet resNet8() {
    return new CifarResNet(1, List.of(16, 32, 64), 1);
  }

  /** The network of the iNaturalist tables: 23.5 million parameters without a head. */
  static BottleneckResNet resNet50() {
    return new BottleneckResNet(64, List.of(3, 4, 6, 3), 1, 64);
  }

  /** 32x4d, the network of the ImageNet-LT tables: 23.0 million parameters without a head. */
  static BottleneckResNet resNeXt50() {
    return new BottleneckResNet(64, List.of(3, 4, 6, 3), 32, 4);
  }

  /** New layers before the blocks, for images of that many channels. */
  Stem stem(Initialization start, int channels);

  /** Groups of blocks, one for each resolution. */
  int groupsOfBlocks();

  /** New blocks of one group, in the order in which they are computed. */
  List<Block> group(Initialization start, int group);

  /** New blocks of all groups, in the order in which they are computed. */
  default List<Block> blocks(Initialization start) {
    return groups(start, 0, groupsOfBlocks());
  }

  /** New blocks of the groups from {@code from} until before {@code to}. */
  default List<Block> groups(Initialization start, int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(group -> group(start, group))
        .flatMap(List::stream)
        .toList();
  }

  /** By which a random kernel starts. */
  Fan fan();

  /** Width d of the features. */
  int featureWidth();
}
