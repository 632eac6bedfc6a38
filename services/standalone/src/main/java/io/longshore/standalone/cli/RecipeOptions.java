package io.longshore.standalone.cli;

import io.longshore.bench.ssd.Recipe;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Recipes to train, by name or by the group; closes the help of its command with all of them. */
final class RecipeOptions {
  @Option(
      names = "--recipe",
      paramLabel = "NAME",
      split = ",",
      description = "What to train, one of those below (default: paper).")
  private List<String> names = List.of();

  @Option(
      names = "--grid",
      description = "What each part of the method is worth: the recipes from ce to control-lws.")
  private boolean grid;

  @Option(
      names = "--beyond",
      description = "What lies past the paper, and its controls: the recipes from bs on.")
  private boolean beyond;

  @Spec(Spec.Target.MIXEE)
  void list(CommandSpec command) {
    Listing.close(command, "Recipes:", 18, Recipe.all(), Recipe::name, Recipe::title);
  }

  /**
   * @throws IllegalArgumentException naming what is no recipe
   */
  List<Recipe> chosen() {
    List<Recipe> chosen = new ArrayList<>();
    if (grid) {
      chosen.addAll(Recipe.grid());
    }
    if (beyond) {
      chosen.addAll(Recipe.beyond());
    }
    names.forEach(name -> chosen.add(Recipe.named(name)));
    return chosen.isEmpty() ? List.of(Recipe.named("paper")) : List.copyOf(chosen);
  }
}
