package io.longshore.trainer.export;

import io.longshore.onnx.BatchNormalization;
import io.longshore.onnx.Convolution;
import io.longshore.onnx.OnnxBackbone;
import io.longshore.onnx.OnnxHead;
import io.longshore.ssd.TrainedModel;
import io.longshore.ssd.net.BasicBlock;
import io.longshore.ssd.net.ConvolutionNorm;
import io.longshore.ssd.net.LinearHead;
import io.longshore.ssd.net.NetworkSpec;
import io.longshore.ssd.net.ResNet;
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
    backbone.stem(folded(encoder.stem()));
    encoder.blocks().forEach(block -> add(backbone, block));
    return backbone.toBytes();
  }

  /** The served head, scales folded in. */
  public static byte[] head(TrainedModel model) {
    LinearHead head = model.servedHead();
    return OnnxHead.write(head.weight(), head.bias());
  }

  private static void add(OnnxBackbone backbone, BasicBlock block) {
    Convolution first = folded(block.first());
    Convolution second = folded(block.second());
    if (block.stride() == 1 && block.in() == block.out()) {
      backbone.block(first, second);
    } else {
      backbone.block(
          first,
          second,
          Convolution.shortcut(block.in(), block.out(), block.channelsBefore(), block.stride()));
    }
  }

  private static Convolution folded(ConvolutionNorm layer) {
    return Convolution.of(
            layer.kernel(), layer.out(), layer.in(), ConvolutionNorm.KERNEL, layer.stride())
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
