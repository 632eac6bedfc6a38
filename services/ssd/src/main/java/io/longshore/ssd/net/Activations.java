package io.longshore.ssd.net;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import io.longshore.ssd.net.Shortcut.Projection;
import io.longshore.ssd.net.Shortcut.ZeroPadding;
import java.util.List;
import java.util.function.Consumer;

/**
 * Computes a network layer by layer and shows every activation, in an order of its own: what comes
 * out of the stem's convolution and, block by block, of the shortcut if it is more than the input
 * (without parameters, the input itself, whose values it has), of the convolutions of the path,
 * ReLU included where one follows, and of the block.
 */
final class Activations {
  private final Consumer<NDArray> watcher;

  /**
   * @param watcher shown (batch, channels, height, width), which is closed afterwards
   */
  Activations(Consumer<NDArray> watcher) {
    this.watcher = watcher;
  }

  /** Shows what the layers make of normalised pixels, in evaluation mode. */
  void show(NDArray pixels, Stem stem, List<Block> blocks) {
    try (NDArray a = stem.convolution().forward(pixels, Mode.EVALUATE);
        NDArray r = Activation.relu(a)) {
      watcher.accept(r);
    }
    NDArray h = stem.forward(pixels, Mode.EVALUATE);
    for (Block block : blocks) {
      try (NDArray x = h) {
        h = shown(block, x);
      }
    }
    h.close();
  }

  private NDArray shown(Block block, NDArray x) {
    showShortcut(block.shortcut(), x);
    List<ConvolutionNorm> path = block.convolutions();
    NDArray y = x.duplicate();
    for (ConvolutionNorm next : path.subList(0, path.size() - 1)) {
      try (NDArray input = y;
          NDArray a = next.forward(input, Mode.EVALUATE)) {
        y = Activation.relu(a);
        watcher.accept(y);
      }
    }
    try (NDArray input = y;
        NDArray last = path.get(path.size() - 1).forward(input, Mode.EVALUATE)) {
      watcher.accept(last);
    }
    NDArray out = block.forward(x, Mode.EVALUATE);
    watcher.accept(out);
    return out;
  }

  private void showShortcut(Shortcut shortcut, NDArray x) {
    if (shortcut instanceof Projection projection) {
      try (NDArray projected = projection.convolution().forward(x, Mode.EVALUATE)) {
        watcher.accept(projected);
      }
    } else if (shortcut instanceof ZeroPadding) {
      watcher.accept(x);
    }
  }
}
