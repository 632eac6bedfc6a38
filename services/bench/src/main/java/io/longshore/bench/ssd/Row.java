package io.longshore.bench.ssd;

import java.util.List;

/**
 * One line of the table: one recipe, one seed, at its last epoch.
 *
 * @param title the recipe in words
 * @param augmentation of the images it learns from, in words
 */
public record Row(
    Settings settings,
    String title,
    String augmentation,
    Scores scores,
    Cost cost,
    List<Curve> curves) {

  public Row {
    curves = List.copyOf(curves);
  }
}
