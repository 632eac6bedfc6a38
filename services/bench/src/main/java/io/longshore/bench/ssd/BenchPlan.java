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
 * @param parameters of the method but for the seed and for what a recipe changes
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

  /**
   * The rows that share their trainings.
   *
   * @param identity under the parameters that the recipes change
   */
  record Block(LongTailedTask task, Identity identity, List<Recipe> recipes) {

    SsdParameters parameters() {
      return identity.parameters();
    }

    Step step(Recipe recipe) {
      return Step.of(recipe.training(), recipe.parameters(parameters()), parameters());
    }

    /** Every step that these recipes need, once. */
    Set<Step> steps() {
      Set<Step> all = new LinkedHashSet<>();
      recipes.forEach(recipe -> all.addAll(step(recipe).path()));
      return all;
    }

    int epochs() {
      return steps().stream().mapToInt(Step::epochs).sum();
    }

    Identity identity(Step step) {
      return identity.under(step.parameters());
    }

    /** Of a row, whose parameters are all those of its recipe. */
    Identity identity(Recipe recipe) {
      return identity.under(recipe.parameters(parameters()));
    }

    Block with(List<Recipe> others) {
      return new Block(task, identity, others);
    }
  }

  Stream<Block> blocks() {
    return tasks.stream().flatMap(task -> seeds.stream().map(seed -> block(task, seed)));
  }

  private Block block(LongTailedTask task, long seed) {
    return new Block(task, Identity.of(task, parameters.withSeed(seed), backend), recipes);
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
        block.identity(recipe).setup());
  }
}
