package io.longshore.bench.report;

import io.longshore.bench.ssd.Cost;
import io.longshore.bench.ssd.Curve;
import io.longshore.bench.ssd.Row;
import io.longshore.bench.ssd.Scores;
import io.longshore.bench.ssd.Settings;
import java.util.List;

/** Rows made up for the tests of this package. */
final class Rows {
  private Rows() {}

  static Row of(String recipe, long seed, double all) {
    return of(recipe, seed, 100, all);
  }

  static Row of(String recipe, long seed, int imbalance, double all) {
    return new Row(
        new Settings(
            "cifar100", imbalance, recipe, seed, "resnet8", 2, "cpu", "float32", "abc" + seed),
        recipe + " in words",
        "crop, flip",
        new Scores(all + 10, all, Double.NaN, all),
        new Cost(4, 12_345, 678.9, 3_700, Double.NaN),
        List.of(new Curve("I", List.of(4.5, 3.25)), new Curve("I-II-III", List.of(2.0, 1.0))));
  }
}
