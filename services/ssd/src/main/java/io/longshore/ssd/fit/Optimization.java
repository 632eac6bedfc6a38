package io.longshore.ssd.fit;

/**
 * How a loss is minimised: stochastic gradient descent with momentum, a linear warm-up and then
 * half a cosine.
 *
 * @param epochs passes over the training set
 * @param batch images a step; a training set that is smaller is one batch
 * @param learningRate its peak
 * @param warmUpEpochs epochs in which the rate rises linearly to its peak
 * @param momentum of the velocity
 * @param weightDecay gradient of {@code weightDecay / 2 * |w|^2}
 * @param decayed what the decay shrinks
 * @param largestGradient global norm above which a gradient is scaled down to it; infinite for
 *     never
 * @param annealing when the learning rate moves
 */
public record Optimization(
    int epochs,
    int batch,
    double learningRate,
    double warmUpEpochs,
    double momentum,
    double weightDecay,
    Decayed decayed,
    double largestGradient,
    Annealing annealing) {
  private static final double LONGEST_WARM_UP = 1.0 / 8;

  /** When the learning rate moves. */
  public enum Annealing {
    /** At every step. */
    EACH_STEP,
    /** At the beginning of an epoch, as the paper's code does it. */
    EACH_EPOCH
  }

  /** Which tensors weight decay shrinks. */
  public enum Decayed {
    /** As the paper's code does it. */
    EVERYTHING,
    /** All but biases and the scales and shifts of batch normalisation. */
    WEIGHTS_ONLY
  }

  public Optimization {
    if (epochs < 1 || batch < 2) {
      throw new IllegalArgumentException(
          "training needs at least 1 epoch and 2 images a batch, not " + epochs + " and " + batch);
    }
    if (!(learningRate > 0)
        || !(warmUpEpochs >= 0)
        || !(momentum >= 0 && momentum < 1)
        || !(weightDecay >= 0)
        || !(largestGradient > 0)) {
      throw new IllegalArgumentException(
          "learning rate and largest gradient must be positive, warm-up and decay not negative, momentum in [0, 1): "
              + learningRate
              + ", "
              + largestGradient
              + ", "
              + warmUpEpochs
              + ", "
              + weightDecay
              + ", "
              + momentum);
    }
  }

  /** SGD as the field uses it: momentum 0.9, decay on everything, no clipping. */
  public static Optimization sgd(int epochs, int batch, double learningRate, double weightDecay) {
    return new Optimization(
        epochs,
        batch,
        learningRate,
        0,
        0.9,
        weightDecay,
        Decayed.EVERYTHING,
        Double.POSITIVE_INFINITY,
        Annealing.EACH_STEP);
  }

  public Optimization withWarmUp(double epochsOfWarmUp) {
    return new Optimization(
        epochs,
        batch,
        learningRate,
        epochsOfWarmUp,
        momentum,
        weightDecay,
        decayed,
        largestGradient,
        annealing);
  }

  /**
   * The same schedule over other epochs. The warm-up keeps its length, up to an eighth of the
   * epochs: where there are few, most of them must be left to learn at the full rate and below.
   */
  public Optimization withEpochs(int otherEpochs) {
    return new Optimization(
        otherEpochs,
        batch,
        learningRate,
        Math.min(warmUpEpochs, otherEpochs * LONGEST_WARM_UP),
        momentum,
        weightDecay,
        decayed,
        largestGradient,
        annealing);
  }

  public Optimization withDecayOf(Decayed what) {
    return new Optimization(
        epochs,
        batch,
        learningRate,
        warmUpEpochs,
        momentum,
        weightDecay,
        what,
        largestGradient,
        annealing);
  }

  public Optimization withLargestGradient(double norm) {
    return new Optimization(
        epochs, batch, learningRate, warmUpEpochs, momentum, weightDecay, decayed, norm, annealing);
  }

  public Optimization withAnnealing(Annealing when) {
    return new Optimization(
        epochs,
        batch,
        learningRate,
        warmUpEpochs,
        momentum,
        weightDecay,
        decayed,
        largestGradient,
        when);
  }

  /** Learning rate after so many epochs, which need not be whole. */
  public double learningRateAt(double epochsDone) {
    double epoch = annealing == Annealing.EACH_EPOCH ? Math.floor(epochsDone) : epochsDone;
    if (epoch < warmUpEpochs) {
      return learningRate * epoch / warmUpEpochs;
    }
    double progress = (epoch - warmUpEpochs) / (epochs - warmUpEpochs);
    return learningRate * 0.5 * (1 + Math.cos(Math.PI * progress));
  }
}
