package io.longshore.bench.ssd;

import io.longshore.ssd.SsdParameters;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What to measure: every recipe with every seed on every task.
 *
 * @param parameters of the method but for the seed
 * @param architecture its name in the table
 * @param checkpoints a folder for them; without one, a training that is cut begins anew
 */
public record BenchPlan(
    List<LongTailedTask> tasks,
    List<Recipe> recipes,
    List<Long> seeds,
    SsdParameters parameters,
    String architecture,
    Backend backend,
    Optional<Path> checkpoints) {

  public BenchPlan {
    tasks = List.copyOf(tasks);
    recipes = List.copyOf(new LinkedHashSet<>(recipes));
    seeds = List.copyOf(new LinkedHashSet<>(seeds));
  }

  /** The rows that share their trainings. */
  record Block(
      LongTailedTask task, SsdParameters parameters, Identity identity, List<Recipe> recipes) {

    /** Every training that these recipes need, once. */
    Set<Training> trainings() {
      Set<Training> all = new LinkedHashSet<>();
      for (Recipe recipe : recipes) {
        for (Optional<Training> t = Optional.of(recipe.training());
            t.isPresent();
            t = t.get().from()) {
          all.add(t.get());
        }
      }
      return all;
    }

    int epochs() {
      return trainings().stream().mapToInt(training -> training.epochs(parameters)).sum();
    }

    Block with(List<Recipe> others) {
      return new Block(task, parameters, identity, others);
    }
  }

  Stream<Block> blocks() {
    return tasks.stream().flatMap(task -> seeds.stream().map(seed -> block(task, seed)));
  }

  private Block block(LongTailedTask task, long seed) {
    SsdParameters seeded = parameters.withSeed(seed);
    return new Block(task, seeded, Identity.of(task, seeded, backend), recipes);
  }

  Settings settings(Block block, Recipe recipe) {
    return new Settings(
        block.task().name(),
        block.task().imbalance(),
        recipe.name(),
        block.parameters().seed(),
        architecture,
        parameters.featureLearning().optimization().epochs(),
        backend.device(),
        backend.precision(),
        block.identity().setup());
  }
}
