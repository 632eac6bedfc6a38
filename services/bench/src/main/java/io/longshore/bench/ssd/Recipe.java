package io.longshore.bench.ssd;

import static io.longshore.bench.ssd.Change.BOTH_HEADS;
import static io.longshore.bench.ssd.Change.LOGIT_ADJUSTMENT;
import static io.longshore.bench.ssd.Change.MIXUP;
import static io.longshore.bench.ssd.Change.ROTATION;
import static io.longshore.bench.ssd.Change.STRONG_VIEWS;
import static io.longshore.bench.ssd.Change.STUDENT_AVERAGE;
import static io.longshore.bench.ssd.Change.STUDENT_FROM_TEACHER;
import static io.longshore.bench.ssd.Change.WEAK_SELF_SUPERVISION;

import io.longshore.bench.ssd.Baseline.Control;
import io.longshore.bench.ssd.Baseline.CrossEntropy;
import io.longshore.bench.ssd.Baseline.ThreeExperts;
import io.longshore.bench.ssd.Stage.Features;
import io.longshore.bench.ssd.Stage.OneHead;
import io.longshore.bench.ssd.Stage.OneHead.Targets;
import io.longshore.bench.ssd.Stage.Rebalanced;
import io.longshore.bench.ssd.Stage.Tuned;
import io.longshore.bench.ssd.Stage.TwoHeads;
import io.longshore.ssd.SsdParameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A row of the table before anything is trained: what to train, under which changes of the
 * parameters, and which head to read.
 *
 * @param name as one types it
 * @param title in words
 * @param changes to the parameters of the benchmark
 */
public record Recipe(
    String name, String title, Training training, Reading reading, Set<Change> changes) {
  private static final Map<String, Recipe> ALL = new LinkedHashMap<>();

  static {
    Stream.of(grid(), beyond())
        .flatMap(List::stream)
        .forEach(recipe -> ALL.put(recipe.name(), recipe));
  }

  public Recipe {
    changes = Set.copyOf(changes);
  }

  private Recipe(String name, String title, Training training, Reading reading) {
    this(name, title, training, reading, Set.of());
  }

  /**
   * @throws IllegalArgumentException listing the recipes, if it is none of them
   */
  public static Recipe named(String name) {
    Recipe recipe = ALL.get(name);
    if (recipe == null) {
      throw new IllegalArgumentException(
          "there is no recipe '" + name + "'; there are " + String.join(", ", ALL.keySet()));
    }
    return recipe;
  }

  /** Every recipe: {@link #grid()}, then {@link #beyond()}. */
  public static List<Recipe> all() {
    return List.copyOf(ALL.values());
  }

  /**
   * What each part of the method is worth: every stage, one head against two, each with and without
   * self-supervision, and cross-entropy for all epochs of the method together.
   */
  public static List<Recipe> grid() {
    return Stream.of(
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
                    "cross-entropy, all epochs of I and III, rescaled",
                    new Rebalanced(new Control()),
                    Reading.HARD)))
        .flatMap(List::stream)
        .toList();
  }

  /**
   * What the method gains by other tasks beside it, by balanced losses, stronger views and
   * averages, and what cross-entropy gains by the same.
   */
  public static List<Recipe> beyond() {
    Tuned method = new Tuned(new TwoHeads(new Rebalanced(new Features())));
    return List.of(
        new Recipe("bs", "balanced softmax", new CrossEntropy(), Reading.HARD)
            .changing(LOGIT_ADJUSTMENT),
        new Recipe(
                "bs-control",
                "balanced softmax, all epochs of I and III",
                new Control(),
                Reading.HARD)
            .changing(LOGIT_ADJUSTMENT),
        new Recipe("aa-ce", "cross-entropy, strong views", new CrossEntropy(), Reading.HARD)
            .changing(STRONG_VIEWS),
        new Recipe("aa-bs", "balanced softmax, strong views", new CrossEntropy(), Reading.HARD)
            .changing(STRONG_VIEWS, LOGIT_ADJUSTMENT),
        new Recipe(
                "aa-bs-control",
                "balanced softmax, strong views, all epochs of I and III",
                new Control(),
                Reading.HARD)
            .changing(STRONG_VIEWS, LOGIT_ADJUSTMENT),
        new Recipe(
                "aa-bs-mixup",
                "balanced softmax, strong views, mixup",
                new CrossEntropy(),
                Reading.HARD)
            .changing(STRONG_VIEWS, LOGIT_ADJUSTMENT, MIXUP),
        new Recipe("rotation", "I with rotation, II, III, IV", method, Reading.HARD)
            .changing(ROTATION),
        new Recipe("weak-ssl", "I with a tenth of the contrast, II, III, IV", method, Reading.HARD)
            .changing(WEAK_SELF_SUPERVISION),
        new Recipe("warm", "I, II, III from the teacher, IV", method, Reading.HARD)
            .changing(STUDENT_FROM_TEACHER),
        new Recipe(
                "weak-la-warm",
                "logits adjusted: I with a tenth of the contrast, II, III from the teacher, IV",
                method,
                Reading.HARD)
            .changing(STUDENT_FROM_TEACHER, WEAK_SELF_SUPERVISION, LOGIT_ADJUSTMENT),
        new Recipe("la", "logits adjusted: I, II, III, IV", method, Reading.HARD)
            .changing(LOGIT_ADJUSTMENT),
        new Recipe("aa-la", "logits adjusted, strong views: I, II, III, IV", method, Reading.HARD)
            .changing(STRONG_VIEWS, LOGIT_ADJUSTMENT),
        new Recipe(
                "aa-la-mean",
                "logits adjusted, strong views: I, II, III, IV, mean with the soft head",
                method,
                Reading.MEAN)
            .changing(STRONG_VIEWS, LOGIT_ADJUSTMENT),
        new Recipe(
                "aa-la-ema",
                "logits adjusted, strong views, student averaged: I, II, III, IV",
                method,
                Reading.HARD)
            .changing(STRONG_VIEWS, LOGIT_ADJUSTMENT, STUDENT_AVERAGE),
        new Recipe(
                "best",
                "logits adjusted, strong views, student averaged: I, II, III, IV, mean with the soft head",
                method,
                Reading.MEAN)
            .changing(STRONG_VIEWS, LOGIT_ADJUSTMENT, STUDENT_AVERAGE, BOTH_HEADS),
        new Recipe("experts", "three experts", new ThreeExperts(), Reading.MEAN),
        new Recipe("aa-experts", "three experts, strong views", new ThreeExperts(), Reading.MEAN)
            .changing(STRONG_VIEWS));
  }

  private Recipe changing(Change... others) {
    return new Recipe(name, title, training, reading, Set.of(others));
  }

  /** Those of the benchmark with this recipe's changes. */
  SsdParameters parameters(SsdParameters base) {
    SsdParameters changed = base;
    for (Change change : changes) {
      changed = change.apply(changed);
    }
    return changed;
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
