package io.longshore.datasets;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A schedule of class mixes over time. Each phase draws from the training images that no phase
 * before it used, so that a played scenario holds every image at most once; the held-out part is
 * never drawn from.
 */
public record DriftScenario(List<Phase> phases) {

  private static final long PHASE_STRIDE = 0x9e3779b97f4a7c15L;

  public DriftScenario {
    phases = List.copyOf(phases);
  }

  /** A stretch of time with one rule for the mix. */
  public record Phase(String name, ClassMix mix) {}

  /** What a phase became: its images in the order in which they arrive. */
  public record Stretch(String phase, List<LabelledImage> images) {

    public Stretch {
      images = List.copyOf(images);
    }
  }

  /**
   * Draws every phase's images; the same data set and seed always give the same stretches.
   *
   * @throws DatasetException naming phase and class when a class runs out, or is not in the data
   *     set
   */
  public List<Stretch> play(Dataset dataset, long seed) {
    Pool pool = new Pool(dataset, seed);
    List<Stretch> stretches = new ArrayList<>(phases.size());
    long phaseSeed = seed;
    for (Phase phase : phases) {
      List<String> labels = phase.mix().draw(new Random(phaseSeed));
      stretches.add(new Stretch(phase.name(), pool.take("phase '" + phase.name() + "'", labels)));
      phaseSeed += PHASE_STRIDE;
    }
    return List.copyOf(stretches);
  }
}
