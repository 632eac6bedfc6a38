package io.longshore.ssd.net;

import io.longshore.ssd.net.Shortcut.Projection;
import io.longshore.ssd.net.Shortcut.ZeroPadding;

/** The network in loops and double precision, from its public parts alone. */
final class ByHand {
  private ByHand() {}

  static double[] features(ResNet net, byte[] image) {
    double[][][] x = relu(convolve(normalized(net.spec(), image), net.stem().convolution()));
    if (net.stem().pooling() == Pooling.MAXIMUM) {
      x = largestOfNine(x);
    }
    for (Block block : net.blocks()) {
      x = block(x, block);
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

  private static double[][][] normalized(NetworkSpec spec, byte[] image) {
    int w = spec.image().width();
    int channels = spec.image().channels();
    double[][][] x = new double[channels][spec.image().height()][w];
    for (int at = 0; at < image.length; at++) {
      int c = at % channels;
      x[c][at / channels / w][at / channels % w] =
          ((image[at] & 0xff) - spec.normalization().mean().get(c))
              / spec.normalization().deviation().get(c);
    }
    return x;
  }

  private static double[][][] block(double[][][] x, Block block) {
    double[][][] y = x;
    for (ConvolutionNorm convolution : block.convolutions()) {
      y = convolve(y == x ? x : relu(y), convolution);
    }
    double[][][] beside = x;
    int before = 0;
    int stride = 1;
    if (block.shortcut() instanceof Projection projection) {
      beside = convolve(x, projection.convolution());
    } else if (block.shortcut() instanceof ZeroPadding padding) {
      before = padding.channelsBefore();
      stride = padding.stride();
    }
    for (int c = 0; c < beside.length; c++) {
      for (int i = 0; i < y[0].length; i++) {
        for (int j = 0; j < y[0][0].length; j++) {
          y[c + before][i][j] += beside[c][i * stride][j * stride];
        }
      }
    }
    return relu(y);
  }

  private static double[][][] convolve(double[][][] x, ConvolutionNorm layer) {
    ConvolutionShape shape = layer.shape();
    int h = (x[0].length + shape.stride() - 1) / shape.stride();
    int w = (x[0][0].length + shape.stride() - 1) / shape.stride();
    int inGroup = shape.in() / shape.groups();
    int outGroup = shape.out() / shape.groups();
    float[] kernel = layer.kernel();
    double[][][] y = new double[shape.out()][h][w];
    for (int o = 0; o < shape.out(); o++) {
      double scale = layer.gamma()[o] / Math.sqrt(layer.variance()[o] + ConvolutionNorm.EPSILON);
      double shift = layer.beta()[o] - layer.mean()[o] * scale;
      for (int i = 0; i < h; i++) {
        for (int j = 0; j < w; j++) {
          double sum = 0;
          for (int c = 0; c < inGroup; c++) {
            for (int k = 0; k < shape.size() * shape.size(); k++) {
              int row = i * shape.stride() + k / shape.size() - shape.padding();
              int column = j * shape.stride() + k % shape.size() - shape.padding();
              if (row >= 0 && row < x[0].length && column >= 0 && column < x[0][0].length) {
                sum +=
                    kernel[(o * inGroup + c) * shape.size() * shape.size() + k]
                        * x[o / outGroup * inGroup + c][row][column];
              }
            }
          }
          y[o][i][j] = sum * scale + shift;
        }
      }
    }
    return y;
  }

  private static double[][][] largestOfNine(double[][][] x) {
    int h = (x[0].length + 1) / 2;
    int w = (x[0][0].length + 1) / 2;
    double[][][] y = new double[x.length][h][w]; // what is pooled is never below 0
    for (int c = 0; c < x.length; c++) {
      for (int i = 0; i < h; i++) {
        for (int j = 0; j < w; j++) {
          for (int row = Math.max(0, 2 * i - 1); row <= 2 * i + 1 && row < x[0].length; row++) {
            for (int k = Math.max(0, 2 * j - 1); k <= 2 * j + 1 && k < x[0][0].length; k++) {
              y[c][i][j] = Math.max(y[c][i][j], x[c][row][k]);
            }
          }
        }
      }
    }
    return y;
  }

  private static double[][][] relu(double[][][] x) {
    double[][][] y = new double[x.length][x[0].length][x[0][0].length];
    for (int c = 0; c < x.length; c++) {
      for (int i = 0; i < y[c].length; i++) {
        for (int j = 0; j < y[c][i].length; j++) {
          y[c][i][j] = Math.max(0, x[c][i][j]);
        }
      }
    }
    return y;
  }
}
