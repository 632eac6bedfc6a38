package io.longshore.ssd.net;

/** The network in loops and double precision, from its public parts alone. */
final class ByHand {
  private ByHand() {}

  static double[] features(ResNet net, byte[] image) {
    int h = net.spec().image().height();
    int w = net.spec().image().width();
    int channels = net.spec().image().channels();
    double[][][] x = new double[channels][h][w];
    for (int at = 0; at < image.length; at++) {
      int c = at % channels;
      x[c][at / channels / w][at / channels % w] =
          ((image[at] & 0xff) - net.spec().normalization().mean().get(c))
              / net.spec().normalization().deviation().get(c);
    }
    x = relu(convolve(x, net.stem()));
    for (BasicBlock block : net.blocks()) {
      double[][][] y = convolve(relu(convolve(x, block.first())), block.second());
      for (int c = 0; c < x.length; c++) {
        for (int i = 0; i < y[0].length; i++) {
          for (int j = 0; j < y[0][0].length; j++) {
            y[c + block.channelsBefore()][i][j] += x[c][i * block.stride()][j * block.stride()];
          }
        }
      }
      x = relu(y);
    }
    double[] mean = new double[x.length];
    for (int c = 0; c < x.length; c++) {
      for (double[] row : x[c]) {
        for (double value : row) {
          mean[c] += value / (x[c].length * row.length);
        }
      }
    }
    return mean;
  }

  private static double[][][] convolve(double[][][] x, ConvolutionNorm layer) {
    int stride = layer.stride();
    int h = (x[0].length + stride - 1) / stride;
    int w = (x[0][0].length + stride - 1) / stride;
    float[] kernel = layer.kernel();
    double[][][] y = new double[layer.out()][h][w];
    for (int o = 0; o < layer.out(); o++) {
      double scale = layer.gamma()[o] / Math.sqrt(layer.variance()[o] + ConvolutionNorm.EPSILON);
      double shift = layer.beta()[o] - layer.mean()[o] * scale;
      for (int i = 0; i < h; i++) {
        for (int j = 0; j < w; j++) {
          double sum = 0;
          for (int c = 0; c < layer.in(); c++) {
            for (int k = 0; k < 9; k++) {
              int row = i * stride + k / 3 - 1;
              int column = j * stride + k % 3 - 1;
              if (row >= 0 && row < x[0].length && column >= 0 && column < x[0][0].length) {
                sum += kernel[(o * layer.in() + c) * 9 + k] * x[c][row][column];
              }
            }
          }
          y[o][i][j] = sum * scale + shift;
        }
      }
    }
    return y;
  }

  private static double[][][] relu(double[][][] x) {
    for (double[][] plane : x) {
      for (double[] row : plane) {
        for (int j = 0; j < row.length; j++) {
          row[j] = Math.max(0, row[j]);
        }
      }
    }
    return x;
  }
}
