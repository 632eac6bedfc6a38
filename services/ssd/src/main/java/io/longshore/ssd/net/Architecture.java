package io.longshore.ssd.net;

import java.util.List;

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

  /** New blocks, in the order in which they are computed. */
  List<Block> blocks(Initialization start);

  /** By which a random kernel starts. */
  Fan fan();

  /** Width d of the features. */
  int featureWidth();
}
