package io.longshore.bench.ssd;

import io.longshore.bench.ssd.Training.Control;
import io.longshore.bench.ssd.Training.CrossEntropy;
import io.longshore.bench.ssd.Training.Features;
import io.longshore.bench.ssd.Training.OneHead;
import io.longshore.bench.ssd.Training.OneHead.Targets;
import io.longshore.bench.ssd.Training.Rebalanced;
import io.longshore.bench.ssd.Training.Tuned;
import io.longshore.bench.ssd.Training.TwoHeads;
import io.longshore.ssd.SsdParameters;
import io.longshore.ssd.data.Augmentation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A row of the table before anything is trained: what to train and which head to read.
 *
 * @param name as one types it
 * @param title in words
 */
public record Recipe(String name, String title, Training training, Reading reading) {
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

  /** How the images it learns from are varied, stage after stage, in words. */
  String augmentation(SsdParameters parameters) {
    List<Augmentation> views = new ArrayList<>();
    for (Optional<Training> t = Optional.of(training); t.isPresent(); t = t.get().from()) {
      views.addAll(0, t.get().views(parameters));
    }
    return Views.inWords(views);
  }

  private static Map<String, Recipe> all() {
    Map<String, Recipe> recipes = new LinkedHashMap<>();
    Stream.of(
            List.of(
                new Recipe("ce", "cross-entropy", new CrossEntropy(), Reading.HARD),
                new Recipe(
                    "lws",
                    "cross-entropy, rescaled",
                    new Rebalanced(new CrossEntropy()),
                    Reading.HARD)),
            students("ce-", "CE, II, III", new Rebalanced(new CrossEntropy())),
            List.of(
                new Recipe("i", "I", new Features(), Reading.HARD),
                new Recipe("ii", "I, II", new Rebalanced(new Features()), Reading.HARD)),
            students("", "I, II, III", new Rebalanced(new Features())),
            List.of(
                new Recipe(
                    "control",
                    "cross-entropy, all epochs of I and III",
                    new Control(),
                    Reading.HARD),
                new Recipe(
                    "control-lws",
                    "the same, rescaled",
                    new Rebalanced(new Control()),
                    Reading.HARD)))
        .flatMap(List::stream)
        .forEach(recipe -> recipes.put(recipe.name(), recipe));
    return recipes;
  }

  private static List<Recipe> students(String prefix, String stages, Rebalanced teacher) {
    TwoHeads student = new TwoHeads(teacher);
    Tuned tuned = new Tuned(student);
    List<Recipe> recipes = new ArrayList<>();
    recipes.add(
        new Recipe(
            prefix + "soft-only",
            stages + ", one head for the teacher alone",
            new OneHead(teacher, Targets.SOFT),
            Reading.HARD));
    recipes.add(
        new Recipe(
            prefix + "one-head",
            stages + ", one head for both",
            new OneHead(teacher, Targets.BOTH),
            Reading.HARD));
    recipes.add(new Recipe(prefix + "hard", stages + ", hard head", student, Reading.HARD));
    recipes.add(new Recipe(prefix + "soft", stages + ", soft head", student, Reading.SOFT));
    recipes.add(new Recipe(prefix + "mean", stages + ", mean of the heads", student, Reading.MEAN));
    recipes.add(new Recipe(prefix + "paper", stages + ", IV", tuned, Reading.HARD));
    recipes.add(
        new Recipe(
            prefix + "paper-mean", stages + ", IV, mean with the soft head", tuned, Reading.MEAN));
    return recipes;
  }
}
