package io.longshore.ssd.net;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import java.util.List;

/**
 * A 1x1 convolution into few channels, a 3x3 among them, and a 1x1 out of them. The stride is in
 * the 3x3 (as in torchvision; the paper has it in the first), and so are the groups of a ResNeXt
 * (Xie et al., 2017, figure 3c).
 */
public final class Bottleneck implements Block {
  private final ConvolutionNorm reduce;
  private final ConvolutionNorm spatial;
  private final ConvolutionNorm expand;
  private final Shortcut shortcut;

  /**
   * @param spatial shape of the 3x3 convolution
   */
  Bottleneck(Initialization start, String name, int in, ConvolutionShape spatial, int out) {
    this.reduce =
        new ConvolutionNorm(start, name + ".reduce", new ConvolutionShape(in, spatial.in(), 1, 1));
    this.spatial = new ConvolutionNorm(start, name + ".spatial", spatial);
    this.expand =
        new ConvolutionNorm(
            start, name + ".expand", new ConvolutionShape(spatial.out(), out, 1, 1));
    this.shortcut = ShortcutOption.B.make(start, name + ".shortcut", in, out, spatial.stride());
  }

  @Override
  public NDArray forward(NDArray x, Mode mode) {
    try (NDArray narrow = rectified(reduce, x, mode);
        NDArray seen = rectified(spatial, narrow, mode);
        NDArray wide = expand.forward(seen, mode);
        NDArray sum = shortcut.addTo(wide, x, mode)) {
      return Activation.relu(sum);
    }
  }

  private static NDArray rectified(ConvolutionNorm layer, NDArray x, Mode mode) {
    try (NDArray a = layer.forward(x, mode)) {
      return Activation.relu(a);
    }
  }

  @Override
  public List<ConvolutionNorm> convolutions() {
    return List.of(reduce, spatial, expand);
  }

  @Override
  public Shortcut shortcut() {
    return shortcut;
  }
}
