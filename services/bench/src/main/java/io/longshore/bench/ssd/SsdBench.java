package io.longshore.bench.ssd;

import io.longshore.bench.ledger.Ledger;
import io.longshore.bench.machine.Forecast;
import io.longshore.bench.machine.PeakMemory;
import io.longshore.bench.ssd.BenchPlan.Block;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Trains what a plan asks for and writes a row as soon as it can be read. Rows that the ledger has
 * are not measured again; trainings that rows share are done once.
 */
public final class SsdBench {
  private final BenchPlan plan;
  private final Ledger<Settings, Row> ledger;
  private final BenchListener listener;

  public SsdBench(BenchPlan plan, Ledger<Settings, Row> ledger, BenchListener listener) {
    this.plan = plan;
    this.ledger = ledger;
    this.listener = listener;
  }

  /** The plan's rows, in the plan's order, those of earlier runs among them. */
  public List<Row> run() {
    List<Block> missing =
        plan.blocks().map(this::missing).filter(block -> !block.recipes().isEmpty()).toList();
    int epochs = missing.stream().mapToInt(Block::epochs).sum();
    var forecast = new Forecast(epochs, Clock.systemUTC());
    try (PeakMemory memory = PeakMemory.ofThisProcess()) {
      for (Block block : missing) {
        measure(block, forecast, memory);
      }
    }
    return plan.blocks()
        .flatMap(block -> block.recipes().stream().map(recipe -> plan.settings(block, recipe)))
        .flatMap(settings -> ledger.find(settings).stream())
        .toList();
  }

  /** Forgets the plan's rows and checkpoints, so that {@link #run()} measures all of them anew. */
  public void forget() {
    plan.blocks()
        .forEach(
            block -> {
              block.recipes().forEach(recipe -> ledger.remove(plan.settings(block, recipe)));
              plan.checkpoints()
                  .ifPresent(
                      all ->
                          block
                              .steps()
                              .forEach(
                                  step ->
                                      delete(block.identity(step).folder(all, step.training()))));
            });
  }

  private Block missing(Block block) {
    List<Recipe> missing = new ArrayList<>();
    for (Recipe recipe : block.recipes()) {
      Settings settings = plan.settings(block, recipe);
      if (ledger.find(settings).isEmpty()) {
        missing.add(recipe);
      } else {
        listener.note(
            "%s, seed %d, %s: measured before, kept"
                .formatted(block.task().label(), settings.seed(), recipe.name()));
      }
    }
    return block.with(missing);
  }

  private void measure(Block block, Forecast forecast, PeakMemory memory) {
    try (Trainings trainings =
        new Trainings(
            block, plan.backend().compute(), plan.checkpoints(), listener, forecast, memory)) {
      for (Recipe recipe : block.recipes()) {
        Row row = row(block, recipe, trainings);
        ledger.put(row);
        listener.row(row);
      }
    }
  }

  private Row row(Block block, Recipe recipe, Trainings trainings) {
    Step step = block.step(recipe);
    Trained trained = trainings.get(step);
    float[] logits = trainings.testLogits(step, recipe.reading());
    return new Row(
        plan.settings(block, recipe),
        recipe.title(),
        Views.inWords(step.path().stream().flatMap(s -> s.views().stream()).toList()),
        Scores.of(block.task().evaluate(logits)),
        trained.cost(recipe.reading()),
        trained.curves());
  }

  private static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete the checkpoints in " + folder, e);
    }
  }
}
