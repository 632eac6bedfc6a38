package io.longshore.ssd.net;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code relu(convolutions(x) + shortcut(x))}, with a ReLU between one convolution and the next.
 */
public sealed interface Block permits BasicBlock, Bottleneck {

  /** (batch, in, h, w) -> (batch, out, h/stride, w/stride). Leaves x open. */
  NDArray forward(NDArray x, Mode mode);

  /** In the order in which they are computed. */
  List<ConvolutionNorm> convolutions();

  Shortcut shortcut();

  default Stream<Tensor> tensors() {
    return Stream.concat(
        convolutions().stream().flatMap(c -> c.tensors().stream()), shortcut().tensors().stream());
  }
}
