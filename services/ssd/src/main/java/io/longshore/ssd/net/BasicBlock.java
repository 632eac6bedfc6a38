package io.longshore.ssd.net;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import java.util.List;

/** Two 3x3 convolutions, the stride in the first. */
public final class BasicBlock implements Block {
  private final ConvolutionNorm first;
  private final ConvolutionNorm second;
  private final Shortcut shortcut;

  BasicBlock(
      Initialization start, String name, int in, int out, int stride, ShortcutOption option) {
    this.first =
        new ConvolutionNorm(start, name + ".first", new ConvolutionShape(in, out, 3, stride));
    this.second =
        new ConvolutionNorm(start, name + ".second", new ConvolutionShape(out, out, 3, 1));
    this.shortcut = option.make(start, name + ".shortcut", in, out, stride);
  }

  @Override
  public NDArray forward(NDArray x, Mode mode) {
    try (NDArray a = first.forward(x, mode);
        NDArray r = Activation.relu(a);
        NDArray b = second.forward(r, mode);
        NDArray sum = shortcut.addTo(b, x, mode)) {
      return Activation.relu(sum);
    }
  }

  @Override
  public List<ConvolutionNorm> convolutions() {
    return List.of(first, second);
  }

  @Override
  public Shortcut shortcut() {
    return shortcut;
  }
}
