package io.longshore.trainer.export;

import io.longshore.onnx.BatchNormalization;
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
    ResNet encoder = model.encoder();
    NetworkSpec spec = model.spec();
    var backbone =
        new OnnxBackbone(
            spec.image().height(),
            spec.image().width(),
            spec.image().channels(),
            floats(spec.normalization().mean()),
            floats(spec.normalization().deviation()));
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
