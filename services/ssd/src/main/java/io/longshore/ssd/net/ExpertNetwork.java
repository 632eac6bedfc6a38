package io.longshore.ssd.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import io.longshore.ssd.torch.Compute;
import io.longshore.ssd.torch.Torch;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * A residual network that parts after its first groups of blocks: every expert has the last groups
 * and a linear head for itself, as in RIDE (Wang et al., ICLR 2021). Its experts begin at different
 * random values.
 *
 * <p>It is no {@link ResNet}: it has features for each expert, so nothing that expects one encoder
 * and one head can take it.
 */
public final class ExpertNetwork implements Network {
  private final NetworkSpec spec;
  private final Compute compute;
  private final NDManager manager;
  private final NDArray one; // (1, 1), promotes what autocast lowered, and has a gradient
  private final Pixels pixels;
  private final Stem stem;
  private final List<Block> shared;
  private final List<Expert> experts;

  private record Expert(String name, List<Block> blocks, LinearLayer head) {
    Stream<Tensor> tensors() {
      return Stream.concat(blocks.stream().flatMap(Block::tensors), head.tensors().stream())
          .map(tensor -> new Tensor(name + "." + tensor.name(), tensor.role(), tensor.value()));
    }
  }

  /** A network with random parameters, the same for the same seed. */
  public ExpertNetwork(
      NetworkSpec spec, Branching branching, int classes, long seed, Compute compute) {
    Architecture architecture = spec.architecture();
    int sharedGroups = branching.sharedGroups(architecture);
    this.spec = spec;
    this.compute = compute;
    this.manager = Torch.newManager(compute.device());
    this.one = manager.ones(new Shape(1, 1));
    this.pixels = new Pixels(manager, spec.normalization(), compute.layout());
    Initialization start = new Initialization(manager, architecture.fan(), seed);
    this.stem = architecture.stem(start, spec.image().channels());
    this.shared = architecture.groups(start, 0, sharedGroups);
    List<Expert> made = new ArrayList<>();
    SplittableRandom seeds = new SplittableRandom(seed);
    for (int e = 0; e < branching.experts(); e++) {
      made.add(expert("expert" + e, sharedGroups, classes, seeds.nextLong()));
    }
    this.experts = List.copyOf(made);
  }

  private Expert expert(String name, int firstGroup, int classes, long seed) {
    Architecture architecture = spec.architecture();
    Initialization start = new Initialization(manager, architecture.fan(), seed);
    return new Expert(
        name,
        architecture.groups(start, firstGroup, architecture.groupsOfBlocks()),
        new LinearLayer("head", spec.featureWidth(), classes, seed, compute.device()));
  }

  /**
   * Takes uint8 images (batch, height, width, channels), gives float32 logits (batch, classes), one
   * array for each expert.
   */
  public List<NDArray> logits(NDArray images, Mode mode) {
    List<NDArray> logits = new ArrayList<>();
    try (NDArray x = pixels.normalized(images)) {
      List<NDArray> features = Torch.inPrecision(compute, () -> features(x, mode));
      for (int e = 0; e < experts.size(); e++) {
        try (NDArray pooled = features.get(e);
            NDArray f = pooled.mul(one)) {
          logits.add(experts.get(e).head().forward(f));
        }
      }
    }
    return logits;
  }

  private List<NDArray> features(NDArray x, Mode mode) {
    try (NDArray h = through(shared, stem.forward(x, mode), mode)) {
      List<NDArray> features = new ArrayList<>();
      for (Expert expert : experts) {
        NDArray own = expert.blocks().get(0).forward(h, mode);
        List<Block> rest = expert.blocks().subList(1, expert.blocks().size());
        try (NDArray last = through(rest, own, mode)) {
          features.add(Pool.globalAvgPool2d(last));
        }
      }
      return features;
    }
  }

  /** Closes what it is given. */
  private static NDArray through(List<Block> blocks, NDArray x, Mode mode) {
    NDArray h = x;
    for (Block block : blocks) {
      try (NDArray input = h) {
        h = block.forward(input, mode);
      }
    }
    return h;
  }

  public NetworkSpec spec() {
    return spec;
  }

  /** Where its tensors lie and how it computes. */
  public Compute compute() {
    return compute;
  }

  public int experts() {
    return experts.size();
  }

  @Override
  public List<Tensor> tensors() {
    return Stream.of(
            stem.convolution().tensors().stream(),
            shared.stream().flatMap(Block::tensors),
            experts.stream().flatMap(Expert::tensors))
        .flatMap(tensors -> tensors)
        .toList();
  }

  /**
   * Takes images from memory: (count, height, width, channels) bytes become a tensor of {@code
   * step}.
   */
  public NDArray images(NDManager step, ByteBuffer bytes, int count) {
    return Pixels.of(spec.image(), step, bytes, count);
  }

  @Override
  public void close() {
    experts.forEach(expert -> expert.head().close());
    manager.close();
  }
}
