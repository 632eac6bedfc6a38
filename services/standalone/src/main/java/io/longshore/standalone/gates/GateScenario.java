package io.longshore.standalone.gates;

import io.longshore.domain.model.ShotGroup;
import java.util.List;

/**
 * What is true of a candidate: by how much its accuracy differs from the live model's.
 *
 * @param name for the table
 * @param many difference on the many-shot classes, a fraction
 * @param medium on those between
 * @param few on the few-shot classes
 * @param expected what a gate ought to do with it
 */
public record GateScenario(String name, double many, double medium, double few, Expected expected) {

  /** What a gate ought to do. */
  public enum Expected {
    PROMOTE,
    KEEP_OUT
  }

  /** The candidates of the benchmark. */
  public static final List<GateScenario> ALL =
      List.of(
          new GateScenario("3 points worse on few-shot classes", 0, 0, -0.03, Expected.KEEP_OUT),
          new GateScenario(
              "1 point better overall, 5 worse on the tail", 0.0133, 0, -0.05, Expected.KEEP_OUT),
          new GateScenario("equal", 0, 0, 0, Expected.PROMOTE),
          new GateScenario("2 points better", 0.02, 0.02, 0.02, Expected.PROMOTE));

  double difference(ShotGroup group) {
    return switch (group) {
      case MANY -> many;
      case MEDIUM -> medium;
      case FEW -> few;
    };
  }
}
