package io.longshore.loadtest.fault;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Everything that can be played, and what profiles play. */
final class Scenarios {

  /** Named selections. */
  enum Profile {
    /** For every push. */
    SMOKE,
    /** By hand, or nightly. */
    CHAOS;

    private List<String> names() {
      return switch (this) {
        case SMOKE -> List.of("R1", "R7", "R21");
        case CHAOS ->
            List.of(
                "R1", "R2", "R3", "R4", "R7", "R8", "R10", "R11", "R16", "R21", "R6", "R15", "R17",
                "R23", "R18", "R20", "R5", "R19", "R22", "R25");
      };
    }
  }

  private Scenarios() {}

  static List<Scenario> all() {
    var all = new ArrayList<Scenario>();
    all.addAll(BrokerScenarios.all());
    all.addAll(ServiceScenarios.all());
    all.addAll(WireScenarios.all());
    all.addAll(ClockScenarios.all());
    all.addAll(MemoryScenarios.all());
    all.addAll(PoisonScenarios.all());
    all.addAll(TrainerScenarios.all());
    all.add(Soak.scenario(List.copyOf(all)));
    return List.copyOf(all);
  }

  /** Those of a profile, what needs a model last. */
  static List<Scenario> of(Profile profile) {
    return named(profile.names());
  }

  /**
   * Those with these names.
   *
   * @throws IllegalArgumentException naming the first that is none
   */
  static List<Scenario> named(List<String> names) {
    List<Scenario> all = all();
    return names.stream()
        .map(
            name ->
                all.stream()
                    .filter(scenario -> scenario.name().equals(name))
                    .findFirst()
                    .orElseThrow(
                        () ->
                            new IllegalArgumentException(
                                "'%s' is none of %s"
                                    .formatted(name, all.stream().map(Scenario::name).toList()))))
        .sorted(Comparator.comparing(Scenario::needs))
        .toList();
  }
}
