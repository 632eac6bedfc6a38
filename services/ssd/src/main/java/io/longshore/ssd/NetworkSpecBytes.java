package io.longshore.ssd;

import io.longshore.ssd.data.ImageShape;
import io.longshore.ssd.net.Architecture;
import io.longshore.ssd.net.BottleneckResNet;
import io.longshore.ssd.net.CifarResNet;
import io.longshore.ssd.net.NetworkSpec;
import io.longshore.ssd.net.Normalization;
import io.longshore.ssd.net.ShortcutOption;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The description of a network as bytes: image, normalisation, then a number for the family and
 * what the family needs. Version 1 of the format knew one family, without its number.
 */
final class NetworkSpecBytes {
  private static final int CIFAR_A = 1;
  private static final int CIFAR_B = 2;
  private static final int BOTTLENECK = 3;

  private NetworkSpecBytes() {}

  static void write(NetworkSpec spec, DataOutputStream out) throws IOException {
    out.writeInt(spec.image().height());
    out.writeInt(spec.image().width());
    out.writeInt(spec.image().channels());
    for (int c = 0; c < spec.image().channels(); c++) {
      out.writeFloat(spec.normalization().mean().get(c));
      out.writeFloat(spec.normalization().deviation().get(c));
    }
    if (spec.architecture() instanceof CifarResNet cifar) {
      out.writeInt(cifar.shortcuts() == ShortcutOption.A ? CIFAR_A : CIFAR_B);
      out.writeInt(cifar.stemStride());
      out.writeInt(cifar.blocksPerGroup());
      writeList(cifar.widths(), out);
    } else {
      BottleneckResNet bottleneck = (BottleneckResNet) spec.architecture();
      out.writeInt(BOTTLENECK);
      out.writeInt(bottleneck.width());
      out.writeInt(bottleneck.groups());
      out.writeInt(bottleneck.widthPerGroup());
      writeList(bottleneck.blocks(), out);
    }
  }

  static NetworkSpec read(DataInputStream in) throws IOException {
    ImageShape image = readImage(in);
    Normalization normalization = readNormalization(image.channels(), in);
    return new NetworkSpec(image, normalization, readFamily(in));
  }

  /** As version 1 wrote it. */
  static NetworkSpec readVersion1(DataInputStream in) throws IOException {
    ImageShape image = readImage(in);
    Normalization normalization = readNormalization(image.channels(), in);
    return new NetworkSpec(image, normalization, readCifar(ShortcutOption.A, in));
  }

  private static ImageShape readImage(DataInputStream in) throws IOException {
    return new ImageShape(in.readInt(), in.readInt(), in.readInt());
  }

  private static Normalization readNormalization(int channels, DataInputStream in)
      throws IOException {
    List<Float> mean = new ArrayList<>();
    List<Float> deviation = new ArrayList<>();
    for (int c = 0; c < channels; c++) {
      mean.add(in.readFloat());
      deviation.add(in.readFloat());
    }
    return new Normalization(mean, deviation);
  }

  private static Architecture readFamily(DataInputStream in) throws IOException {
    int family = in.readInt();
    return switch (family) {
      case CIFAR_A -> readCifar(ShortcutOption.A, in);
      case CIFAR_B -> readCifar(ShortcutOption.B, in);
      case BOTTLENECK -> readBottleneck(in);
      default ->
          throw new IllegalArgumentException(
              "the trained model is of network family "
                  + family
                  + ", which only a later version knows");
    };
  }

  private static CifarResNet readCifar(ShortcutOption shortcuts, DataInputStream in)
      throws IOException {
    int stemStride = in.readInt();
    int blocks = in.readInt();
    return new CifarResNet(stemStride, readList(in), blocks, shortcuts);
  }

  private static BottleneckResNet readBottleneck(DataInputStream in) throws IOException {
    int width = in.readInt();
    int groups = in.readInt();
    int widthPerGroup = in.readInt();
    return new BottleneckResNet(width, readList(in), groups, widthPerGroup);
  }

  private static void writeList(List<Integer> values, DataOutputStream out) throws IOException {
    out.writeInt(values.size());
    for (int value : values) {
      out.writeInt(value);
    }
  }

  private static List<Integer> readList(DataInputStream in) throws IOException {
    int size = in.readInt();
    List<Integer> values = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      values.add(in.readInt());
    }
    return values;
  }
}
