package io.longshore.bench.ssd;

import io.longshore.bench.ssd.Training.Control;
import io.longshore.bench.ssd.Training.CrossEntropy;
import io.longshore.bench.ssd.Training.Features;
import io.longshore.bench.ssd.Training.OneHead;
import io.longshore.bench.ssd.Training.OneHead.Targets;
import io.longshore.bench.ssd.Training.Rebalanced;
import io.longshore.bench.ssd.Training.Tuned;
import io.longshore.bench.ssd.Training.TwoHeads;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A row of the table before anything is trained: what to train and which head to read.
 *
 * @param name as one types it
 * @param title in words
 * @param augmentation in words
 */
public record Recipe(
    String name, String title, String augmentation, Training training, Reading reading) {
  private static final String WEAK = "crop, flip";
  private static final String WEAK_AND_KEYS = "crop, flip; keys also jitter, cutout";
  private static final Map<String, Recipe> ALL = all();

  /**
   * @throws IllegalArgumentException listing the recipes, if it is none of them
   */
  public static Recipe named(String name) {
    Recipe recipe = ALL.get(name);
    if (recipe == null) {
      throw new IllegalArgumentException(
          "there is no recipe '" + name + "'; there are " + String.join(", ", names()));
    }
    return recipe;
  }

  public static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  /**
   * What each part of the method is worth: every stage, one head against two, each with and without
   * self-supervision, and cross-entropy for all epochs of the method together.
   */
  public static List<Recipe> grid() {
    return List.copyOf(ALL.values());
  }

  private static Map<String, Recipe> all() {
    Map<String, Recipe> recipes = new LinkedHashMap<>();
    Stream.of(
            List.of(
                new Recipe("ce", "cross-entropy", WEAK, new CrossEntropy(), Reading.HARD),
                new Recipe(
                    "lws",
                    "cross-entropy, rescaled",
                    WEAK,
                    new Rebalanced(new CrossEntropy()),
                    Reading.HARD)),
            students("ce-", "CE, II, III", WEAK, new Rebalanced(new CrossEntropy())),
            List.of(
                new Recipe("i", "I", WEAK_AND_KEYS, new Features(), Reading.HARD),
                new Recipe(
                    "ii", "I, II", WEAK_AND_KEYS, new Rebalanced(new Features()), Reading.HARD)),
            students("", "I, II, III", WEAK_AND_KEYS, new Rebalanced(new Features())),
            List.of(
                new Recipe(
                    "control",
                    "cross-entropy, all epochs of I and III",
                    WEAK,
                    new Control(),
                    Reading.HARD),
                new Recipe(
                    "control-lws",
                    "the same, rescaled",
                    WEAK,
                    new Rebalanced(new Control()),
                    Reading.HARD)))
        .flatMap(List::stream)
        .forEach(recipe -> recipes.put(recipe.name(), recipe));
    return recipes;
  }

  private static List<Recipe> students(
      String prefix, String stages, String augmentation, Rebalanced teacher) {
    TwoHeads student = new TwoHeads(teacher);
    Tuned tuned = new Tuned(student);
    List<Recipe> recipes = new ArrayList<>();
    recipes.add(
        new Recipe(
            prefix + "soft-only",
            stages + ", one head for the teacher alone",
            augmentation,
            new OneHead(teacher, Targets.SOFT),
            Reading.HARD));
    recipes.add(
        new Recipe(
            prefix + "one-head",
            stages + ", one head for both",
            augmentation,
            new OneHead(teacher, Targets.BOTH),
            Reading.HARD));
    recipes.add(
        new Recipe(prefix + "hard", stages + ", hard head", augmentation, student, Reading.HARD));
    recipes.add(
        new Recipe(prefix + "soft", stages + ", soft head", augmentation, student, Reading.SOFT));
    recipes.add(
        new Recipe(
            prefix + "mean", stages + ", mean of the heads", augmentation, student, Reading.MEAN));
    recipes.add(new Recipe(prefix + "paper", stages + ", IV", augmentation, tuned, Reading.HARD));
    recipes.add(
        new Recipe(
            prefix + "paper-mean",
            stages + ", IV, mean with the soft head",
            augmentation,
            tuned,
            Reading.MEAN));
    return recipes;
  }
}
