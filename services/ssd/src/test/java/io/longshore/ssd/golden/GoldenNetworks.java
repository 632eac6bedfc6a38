package io.longshore.ssd.golden;

import io.longshore.ssd.data.ImageShape;
import io.longshore.ssd.net.Architecture;
import io.longshore.ssd.net.CifarResNet;
import io.longshore.ssd.net.NetworkSpec;
import io.longshore.ssd.net.Normalization;
import io.longshore.ssd.net.ResNet;
import io.longshore.ssd.net.Tensor;
import io.longshore.ssd.torch.Compute;
import java.util.List;

/** The networks that the golden files are about. */
public final class GoldenNetworks {
  public static final ImageShape RGB = new ImageShape(8, 8, 3);
  private static final ImageShape GREY = new ImageShape(8, 8, 1);
  private static final Architecture NARROW = new CifarResNet(1, List.of(4, 8), 1);

  private GoldenNetworks() {}

  public static ResNet rgb() {
    return rgb(Compute.CPU);
  }

  public static ResNet rgb(Compute compute) {
    Normalization normalization =
        new Normalization(List.of(125.3f, 123f, 113.9f), List.of(63f, 62.1f, 66.7f));
    return new ResNet(new NetworkSpec(RGB, normalization, NARROW), 1, compute);
  }

  public static ResNet grey() {
    Normalization normalization = new Normalization(List.of(73.5f), List.of(90.25f));
    return new ResNet(new NetworkSpec(GREY, normalization, NARROW), 1);
  }

  /** Overwrites each tensor by the one that the file gives under the prefix and its name. */
  public static void fill(GoldenFile golden, String prefix, List<Tensor> tensors) {
    tensors.forEach(t -> t.value().set(golden.given(prefix + t.name()).floats()));
  }

  public static void record(GoldenFile golden, String prefix, List<Tensor> tensors) {
    tensors.forEach(t -> golden.record(prefix + t.name(), t.value()));
  }

  public static List<Tensor> statistics(ResNet encoder) {
    return encoder.tensors().stream().filter(t -> !t.learned()).toList();
  }
}
