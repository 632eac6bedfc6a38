package io.longshore.ssd.net;

/**
 * Which side of a convolution keeps its variance at the start (He et al., 2015, section 2.2):
 * random kernels have the variance 2 / fan. With batch normalisation after each convolution, either
 * works.
 */
public enum Fan {
  /** The numbers that one output sums up: activations keep their variance on the way forward. */
  IN {
    @Override
    int of(ConvolutionShape shape) {
      return shape.in() / shape.groups() * shape.size() * shape.size();
    }
  },
  /**
   * The outputs of the layer that one pixel feeds: gradients keep theirs on the way back. As
   * PyTorch counts, groups do not make it smaller.
   */
  OUT {
    @Override
    int of(ConvolutionShape shape) {
      return shape.out() * shape.size() * shape.size();
    }
  };

  abstract int of(ConvolutionShape shape);
}
