package io.longshore.bench.drift;

import io.longshore.bench.ledger.Ledger;
import io.longshore.bench.machine.Forecast;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Measures rows, the runs of each on several threads; what comes of them does not depend on how
 * many. Rows that the ledger has are not measured again.
 */
public final class DriftBench {
  private final List<Experiment> experiments;
  private final Ledger<DriftSettings, DriftRow> ledger;
  private final DriftListener listener;
  private final int threads;

  public DriftBench(
      List<Experiment> experiments,
      Ledger<DriftSettings, DriftRow> ledger,
      DriftListener listener,
      int threads) {
    this.experiments = List.copyOf(experiments);
    this.ledger = ledger;
    this.listener = listener;
    this.threads = threads;
  }

  /** The experiments' rows in their order, those of earlier processes among them. */
  public List<DriftRow> run(InstantSource clock) {
    var missing = experiments.stream().filter(e -> ledger.find(e.settings()).isEmpty()).toList();
    if (missing.size() < experiments.size()) {
      listener.note(
          "%,d of %,d rows were measured before and are kept"
              .formatted(experiments.size() - missing.size(), experiments.size()));
    }
    var forecast =
        new Forecast(missing.stream().mapToLong(e -> e.work() * e.settings().runs()).sum(), clock);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      for (Experiment experiment : missing) {
        var row = experiment.row(runs(experiment, pool, forecast));
        ledger.put(row);
        listener.row(row);
      }
    } finally {
      pool.shutdownNow();
    }
    return experiments.stream().flatMap(e -> ledger.find(e.settings()).stream()).toList();
  }

  private List<Experiment.Run> runs(
      Experiment experiment, ExecutorService pool, Forecast forecast) {
    List<Future<Experiment.Run>> begun = new ArrayList<>();
    for (int i = 0; i < experiment.settings().runs(); i++) {
      int number = i;
      begun.add(pool.submit(() -> experiment.run(number)));
    }
    List<Experiment.Run> runs = new ArrayList<>();
    for (Future<Experiment.Run> run : begun) {
      runs.add(ended(run, experiment));
      forecast.did(experiment.work());
      listener.progress(experiment.settings(), runs.size(), forecast.seconds());
    }
    return runs;
  }

  private static Experiment.Run ended(Future<Experiment.Run> run, Experiment experiment) {
    try {
      return run.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring " + experiment.settings(), e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot measure " + experiment.settings(), e.getCause());
    }
  }
}
