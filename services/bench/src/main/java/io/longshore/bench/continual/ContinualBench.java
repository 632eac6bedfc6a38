package io.longshore.bench.continual;

import io.longshore.bench.continual.Course.Learned;
import io.longshore.bench.ledger.Ledger;
import io.longshore.bench.machine.Forecast;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Long-tailed class-incremental learning (Liu et al., ECCV 2022): half of the classes at first, the
 * others in tasks, a few exemplars of the old ones; after each step a test on all classes seen.
 * Rows that the ledger has are not measured again; methods that learn alike share their trainings.
 */
public final class ContinualBench {
  private final ContinualPlan plan;
  private final Ledger<ContinualSettings, ContinualRow> ledger;
  private final ContinualListener listener;

  public ContinualBench(
      ContinualPlan plan,
      Ledger<ContinualSettings, ContinualRow> ledger,
      ContinualListener listener) {
    this.plan = plan;
    this.ledger = ledger;
    this.listener = listener;
  }

  /** The plan's rows, in the plan's order, those of earlier runs among them. */
  public List<ContinualRow> run() {
    Map<Long, Map<Learning, List<Method>>> missing = new LinkedHashMap<>();
    plan.seeds().forEach(seed -> missing.put(seed, missing(seed)));
    Forecast forecast = new Forecast(images(missing), Clock.systemUTC());
    missing.forEach(
        (seed, learnings) -> {
          ClassStream stream = plan.stream(seed);
          try (Course course = new Course(plan, stream, seed, listener, forecast)) {
            learnings.forEach((learning, methods) -> measure(course, stream, seed, methods));
          }
        });
    return plan.seeds().stream()
        .flatMap(seed -> plan.methods().stream().map(method -> plan.settings(method, seed)))
        .flatMap(settings -> ledger.find(settings).stream())
        .toList();
  }

  /** Methods without a row, by what they share. */
  private Map<Learning, List<Method>> missing(long seed) {
    Map<Learning, List<Method>> missing = new LinkedHashMap<>();
    for (Method method : plan.methods()) {
      if (ledger.find(plan.settings(method, seed)).isEmpty()) {
        missing.computeIfAbsent(method.learning(), l -> new ArrayList<>()).add(method);
      } else {
        listener.note(
            "%s, seed %d, %s: measured before, kept".formatted(plan.label(), seed, method.name()));
      }
    }
    return missing;
  }

  private long images(Map<Long, Map<Learning, List<Method>>> missing) {
    long images = 0;
    for (Map.Entry<Long, Map<Learning, List<Method>>> seed : missing.entrySet()) {
      ClassStream stream = plan.stream(seed.getKey());
      Set<Learning> bases = new LinkedHashSet<>();
      for (Learning learning : seed.getValue().keySet()) {
        if (bases.add(learning.base())) {
          images += images(learning, stream, 0);
        }
        for (int step = 1; step <= plan.tasks(); step++) {
          images += images(learning, stream, step);
        }
      }
    }
    return images;
  }

  private long images(Learning learning, ClassStream stream, int step) {
    return (long) learning.images().of(stream, step).size()
        * learning.epochs(plan.parameters(step, 0));
  }

  /** One training after another, with a reading for each method after each. */
  private void measure(Course course, ClassStream stream, long seed, List<Method> methods) {
    Map<Method, List<List<Double>>> accuracies = new LinkedHashMap<>();
    methods.forEach(method -> accuracies.put(method, new ArrayList<>()));
    Learning learning = methods.get(0).learning();
    List<Learned> steps = new ArrayList<>(List.of(course.base(learning)));
    try {
      mark(steps.get(0), stream.exam(0), accuracies);
      for (int step = 1; step <= plan.tasks(); step++) {
        steps.add(course.task(learning, step, steps.get(step - 1).model()));
        mark(steps.get(step), stream.exam(step), accuracies);
      }
    } finally {
      steps.stream().skip(1).forEach(task -> task.model().close());
    }
    double seconds = steps.stream().mapToDouble(Learned::seconds).sum();
    for (Map.Entry<Method, List<List<Double>>> one : accuracies.entrySet()) {
      ContinualRow row =
          new ContinualRow(
              plan.settings(one.getKey(), seed),
              one.getKey().title(),
              Measures.of(one.getValue(), stream.split(), stream.counts()),
              stream.split().seenClasses(),
              seconds);
      ledger.put(row);
      listener.row(row);
    }
  }

  private static void mark(Learned learned, Exam exam, Map<Method, List<List<Double>>> accuracies) {
    float[] features = learned.model().features(exam.images()); // (images, d)
    accuracies.forEach(
        (method, steps) ->
            steps.add(
                exam.mark(
                    method.readout().head(learned.model(), learned.lesson()).logits(features))));
  }
}
