package io.longshore.loadtest.fault;

import java.util.List;
import java.util.Set;

/** One fault after another, chosen by chance, for as long as is wanted. */
final class Soak {
  /** Quick ones, after which everything runs as before. */
  private static final Set<String> CHOICE = Set.of("R1", "R2", "R6", "R7", "R10", "R18", "R21");

  private static final long SECONDS = Long.getLong("longshore.soak.seconds", 300);

  private Soak() {}

  static Scenario scenario(List<Scenario> others) {
    List<Scenario> choice = others.stream().filter(s -> CHOICE.contains(s.name())).toList();
    return new Scenario(
        "R25",
        "after minutes of one fault after another nothing is lost, repeated or miscounted",
        Scenario.Needs.SCORING,
        stage -> play(stage, choice));
  }

  private static void play(Stage stage, List<Scenario> choice) throws InterruptedException {
    long end = System.nanoTime() + SECONDS * 1_000_000_000L;
    for (int round = 1; System.nanoTime() < end; round++) {
      Scenario scenario = choice.get(stage.random().nextInt(choice.size()));
      stage.proven("round %d: %s, %s", round, scenario.name(), scenario.promise());
      scenario.play().on(stage.round(round));
    }
  }
}
