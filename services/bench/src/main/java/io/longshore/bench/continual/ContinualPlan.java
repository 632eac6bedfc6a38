package io.longshore.bench.continual;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.longshore.bench.ssd.Backend;
import io.longshore.bench.ssd.LongTailedTask;
import io.longshore.domain.model.Sha256;
import io.longshore.ssd.Remembering;
import io.longshore.ssd.SsdParameters;
import io.longshore.ssd.fit.Optimization;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * What to measure: every method with every seed on one long tail.
 *
 * @param parameters of the method but for seed and epochs
 * @param epochs of each long stage at the base
 * @param finetuneEpochs of each long stage at a task
 * @param remembering for the methods that do
 * @param architecture its name in the table
 * @param checkpoints a folder for them; without one, a training that is cut begins anew
 */
public record ContinualPlan(
    LongTailedTask task,
    ClassOrder order,
    int tasks,
    int exemplars,
    List<Method> methods,
    List<Long> seeds,
    SsdParameters parameters,
    int epochs,
    int finetuneEpochs,
    Remembering remembering,
    String architecture,
    Backend backend,
    Optional<Path> checkpoints) {
  private static final int DIGITS = 12;
  private static final long SEED_STRIDE = 1_000_003;

  /** Of a short schedule, warm-up takes this share; of a long one, what the parameters say. */
  private static final double WARM_UP = 1.0 / 40;

  public ContinualPlan {
    methods = List.copyOf(new LinkedHashSet<>(methods));
    seeds = List.copyOf(new LinkedHashSet<>(seeds));
    if (epochs < 1 || finetuneEpochs < 1) {
      throw new IllegalArgumentException(
          "base and tasks need at least one epoch each, not " + epochs + " and " + finetuneEpochs);
    }
  }

  ClassStream stream(long seed) {
    return ClassStream.of(task, order, tasks, exemplars, seed);
  }

  /** The method's parameters at a step, each step with random numbers of its own. */
  SsdParameters parameters(int step, long seed) {
    return parameters
        .with(parameters.featureLearning().with(at(step, learning())))
        .with(parameters.selfDistillation().with(at(step, distilling())))
        .withSeed(seed + SEED_STRIDE * step);
  }

  private Optimization learning() {
    return parameters.featureLearning().optimization();
  }

  private Optimization distilling() {
    return parameters.selfDistillation().optimization();
  }

  private Optimization at(int step, Optimization whole) {
    int length = step == 0 ? epochs : finetuneEpochs;
    return whole.withEpochs(length).withWarmUp(Math.min(whole.warmUpEpochs(), length * WARM_UP));
  }

  ContinualSettings settings(Method method, long seed) {
    double weight = method.remembers() ? remembering.weight() : 0;
    return new ContinualSettings(
        task.name(),
        task.imbalance(),
        method.name(),
        tasks,
        order.label(),
        exemplars,
        seed,
        architecture,
        epochs,
        finetuneEpochs,
        weight,
        backend.device(),
        backend.precision(),
        setup(method, seed));
  }

  private String setup(Method method, long seed) {
    String everything =
        parameters(0, seed)
            + ", tasks "
            + parameters(1, seed)
            + (method.remembers() ? ", " + remembering : "")
            + ", training set "
            + task.training().digest()
            + ", "
            + backend;
    return Sha256.hex(everything.getBytes(UTF_8)).substring(0, DIGITS);
  }

  /** A name for folders and people: {@code cifar100-if100-5-tasks-shuffled}. */
  String label() {
    return "%s-%d-tasks-%s".formatted(task.label(), tasks, order.label());
  }
}
