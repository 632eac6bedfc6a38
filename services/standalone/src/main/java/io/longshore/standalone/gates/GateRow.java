package io.longshore.standalone.gates;

import java.util.List;

/**
 * How one judge fared in one scenario.
 *
 * @param expected promote or keep-out
 * @param burst images of a unit
 * @param promoted runs
 * @param refused runs
 * @param undecided runs that reached the horizon
 * @param right runs decided as expected; to keep a candidate out, not deciding is right
 * @param rightAtLeast share of right decisions, with confidence 95% (Clopper and Pearson)
 * @param rightAtMost the same from above
 * @param medianLabels labels to a decision, bursts counted whole; -1 if most runs did not decide
 */
public record GateRow(
    String scenario,
    String judge,
    String expected,
    int burst,
    int runs,
    int promoted,
    int refused,
    int undecided,
    int right,
    double rightAtLeast,
    double rightAtMost,
    long medianLabels) {

  static final List<String> HEADINGS =
      List.of(
          "CANDIDATE",
          "BURSTS",
          "JUDGE",
          "RUNS",
          "PROMOTED",
          "REFUSED",
          "UNDECIDED",
          "RIGHT",
          "AT LEAST",
          "AT MOST",
          "LABELS");
}
