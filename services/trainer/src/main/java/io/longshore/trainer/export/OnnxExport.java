package io.longshore.trainer.export;

import io.longshore.onnx.BatchNormalization;
import io.longshore.onnx.Calibration;
import io.longshore.onnx.Convolution;
import io.longshore.onnx.OnnxBackbone;
import io.longshore.onnx.OnnxHead;
import io.longshore.ssd.TrainedModel;
import io.longshore.ssd.net.Block;
import io.longshore.ssd.net.ConvolutionNorm;
import io.longshore.ssd.net.ConvolutionShape;
import io.longshore.ssd.net.LinearHead;
import io.longshore.ssd.net.NetworkSpec;
import io.longshore.ssd.net.Pooling;
import io.longshore.ssd.net.ResNet;
import io.longshore.ssd.net.Shortcut.Projection;
import io.longshore.ssd.net.Shortcut.ZeroPadding;
import java.util.List;

/** Writes a trained model as its two ONNX artifacts. The same model always gives the same bytes. */
public final class OnnxExport {

  private OnnxExport() {}

  /** The encoder, batch normalisation and normalisation of the input folded in. */
  public static byte[] backbone(TrainedModel model) {
    NetworkSpec spec = model.spec();
    return written(
        new OnnxBackbone(
            spec.image().height(),
            spec.image().width(),
            spec.image().channels(),
            floats(spec.normalization().mean()),
            floats(spec.normalization().deviation())),
        model.encoder());
  }

  /**
   * The same backbone in 8-bit whole numbers, which is smaller and quicker to serve and rounds what
   * it computes. Its ports are those of the other, so the head is, too.
   *
   * @param calibration images (n, height, width, channels) that say which values activations take;
   *     a few of each class
   */
  public static byte[] int8Backbone(TrainedModel model, byte[] calibration) {
    NetworkSpec spec = model.spec();
    if (calibration.length == 0) {
      throw new IllegalArgumentException("an int8 backbone needs images to calibrate it on");
    }
    return written(
        OnnxBackbone.int8(
            spec.image().height(),
            spec.image().width(),
            spec.image().channels(),
            floats(spec.normalization().mean()),
            floats(spec.normalization().deviation()),
            Calibration.ranges(watcher -> model.watchActivations(calibration, watcher::saw))),
        model.encoder());
  }

  private static byte[] written(OnnxBackbone backbone, ResNet encoder) {
    backbone.stem(folded(encoder.stem().convolution()));
    if (encoder.stem().pooling() == Pooling.MAXIMUM) {
      backbone.maxPool(Pooling.SIZE, Pooling.STRIDE);
    }
    encoder.blocks().forEach(block -> add(backbone, block));
    return backbone.toBytes();
  }

  /** The served head, scales folded in. */
  public static byte[] head(TrainedModel model) {
    LinearHead head = model.servedHead();
    return OnnxHead.write(head.weight(), head.bias());
  }

  private static void add(OnnxBackbone backbone, Block block) {
    List<Convolution> path = block.convolutions().stream().map(OnnxExport::folded).toList();
    if (block.shortcut() instanceof Projection projection) {
      backbone.block(path, folded(projection.convolution()));
    } else if (block.shortcut() instanceof ZeroPadding padding) {
      backbone.block(
          path,
          Convolution.shortcut(
              padding.in(), padding.out(), padding.channelsBefore(), padding.stride()));
    } else {
      backbone.block(path);
    }
  }

  private static Convolution folded(ConvolutionNorm layer) {
    ConvolutionShape shape = layer.shape();
    return Convolution.grouped(
            layer.kernel(), shape.out(), shape.in(), shape.groups(), shape.size(), shape.stride())
        .then(
            new BatchNormalization(
                layer.gamma(),
                layer.beta(),
                layer.mean(),
                layer.variance(),
                ConvolutionNorm.EPSILON));
  }

  private static float[] floats(List<Float> values) {
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values.get(i);
    }
    return floats;
  }
}
