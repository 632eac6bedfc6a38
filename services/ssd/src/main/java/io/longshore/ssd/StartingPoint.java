package io.longshore.ssd;

import io.longshore.ssd.data.TrainingSet;
import io.longshore.ssd.net.Architecture;
import io.longshore.ssd.net.LinearHead;
import io.longshore.ssd.net.LinearLayer;
import io.longshore.ssd.net.NetworkSpec;
import io.longshore.ssd.net.Normalization;
import io.longshore.ssd.net.ResNet;
import io.longshore.ssd.torch.Compute;
import java.util.Optional;

/** Where an encoder and its head begin. Each call makes a new network, which the caller closes. */
sealed interface StartingPoint {

  /** At the live model where there is one, otherwise at random. */
  static StartingPoint of(
      Optional<TrainedModel> live,
      TrainingSet examples,
      Architecture architecture,
      Compute compute) {
    return live.map(model -> model.asStartingPoint(examples, architecture, compute))
        .orElseGet(
            () ->
                new Random(
                    new NetworkSpec(examples.shape(), Normalization.of(examples), architecture),
                    compute));
  }

  ResNet encoder(long seed);

  LinearLayer head(String name, int classes, long seed);

  /** What training from here remembers of the start. */
  Remembrance remembrance(Remembering remembering);

  /** At random. */
  record Random(NetworkSpec spec, Compute compute) implements StartingPoint {
    @Override
    public ResNet encoder(long seed) {
      return new ResNet(spec, seed, compute);
    }

    @Override
    public LinearLayer head(String name, int classes, long seed) {
      return new LinearLayer(name, spec.featureWidth(), classes, seed, compute.device());
    }

    @Override
    public Remembrance remembrance(Remembering remembering) {
      return Remembrance.NONE;
    }
  }

  /** At a trained network; classes that its head does not know begin at random. */
  record Trained(ResNet trained, LinearHead head, Compute compute) implements StartingPoint {
    @Override
    public ResNet encoder(long seed) {
      return trained.copyOn(compute);
    }

    @Override
    public LinearLayer head(String name, int classes, long seed) {
      LinearLayer layer = new LinearLayer(name, head.width(), classes, seed, compute.device());
      layer.startFrom(head);
      return layer;
    }

    @Override
    public Remembrance remembrance(Remembering remembering) {
      return remembering.of(trained, head, compute);
    }
  }
}
