package io.longshore.bench.continual;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Which classes arrive in which step. Step 0 brings the base classes, half of all; every further
 * step is a task with an equal share of the other half. Classes are numbered as they arrive, so a
 * step's classes are a range.
 *
 * @param classes of all steps
 * @param tasks after the base
 */
public record TaskSplit(int classes, int tasks) {

  public TaskSplit {
    if (tasks < 1 || classes < 2 || (classes - classes / 2) % tasks != 0) {
      throw new IllegalArgumentException(
          (classes - classes / 2)
              + " classes after the base can't be shared equally by "
              + tasks
              + " tasks; name a divisor");
    }
  }

  /** The base and the tasks. */
  public int steps() {
    return tasks + 1;
  }

  /** Number of the first class that the step brings: as many are old by then. */
  public int oldClasses(int step) {
    return step == 0 ? 0 : seenClasses(step - 1);
  }

  /** Classes seen after the step. */
  public int seenClasses(int step) {
    int base = classes / 2;
    return base + step * ((classes - base) / tasks);
  }

  /** Classes that the step brings. */
  public int newClasses(int step) {
    return seenClasses(step) - oldClasses(step);
  }

  /** Classes seen after each step. */
  public List<Integer> seenClasses() {
    return IntStream.range(0, steps()).map(this::seenClasses).boxed().toList();
  }
}
