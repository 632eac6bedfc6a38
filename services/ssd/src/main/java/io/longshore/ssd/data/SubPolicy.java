package io.longshore.ssd.data;

/** Two steps, each of which happens or does not. */
record SubPolicy(Step first, Step second) {

  /**
   * @param operation what is done
   * @param probability that it is
   * @param magnitude how much, from 0 to 9; see {@link Operation#amount}
   */
  record Step(Operation operation, double probability, int magnitude) {
    Step {
      Probability.check(operation.name(), probability);
      if (magnitude < 0 || magnitude > Operation.MOST) {
        throw new IllegalArgumentException("a magnitude is 0 to 9, not " + magnitude);
      }
    }

    double amount() {
      return operation.amount(magnitude);
    }
  }
}
