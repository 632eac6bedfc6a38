package io.longshore.bench.drift;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Real label counts in a folder: ImageNet-LT and Places-LT with their balanced validation sets (Liu
 * et al., CVPR 2019), iNaturalist 2018 in its fourteen groups with the beginning of its shuffled
 * training list (Van Horn et al., CVPR 2018). A file that is not there is told and left out.
 *
 * @param told which rows are left out
 */
public record HistogramFolder(Path folder, Consumer<String> told) {
  private static final String CLASS = "class";
  private static final String COUNT = "count";

  /** Scenarios of the files that are there. */
  public List<Scenario> scenarios(int horizon, int look) {
    List<Scenario> scenarios = new ArrayList<>();
    pair("ImageNet-LT", "imagenet_lt_train.csv", "imagenet_lt_val.csv", horizon, look, scenarios);
    pair("Places-LT", "places_lt_v1_train.csv", "places_lt_v1_val.csv", horizon, look, scenarios);
    Path groups = folder.resolve("inat18_supercategories.csv");
    if (there(groups, "iNaturalist 2018, 14 groups")) {
      var known = Histogram.read(groups, "supercategory", "train_images");
      String name = "iNaturalist 2018, 14 groups";
      scenarios.add(new HistogramScenario(name, known, known, false, horizon, look));
      Path prefix = folder.resolve("inat18_train_prefix_labels.csv");
      if (there(prefix, name + ", as listed")) {
        scenarios.add(
            new RecordedScenario(name + ", as listed", known, labels(prefix, known), look));
      }
    }
    return scenarios;
  }

  private void pair(
      String name, String train, String validation, int horizon, int look, List<Scenario> to) {
    Path before = folder.resolve(train);
    Path after = folder.resolve(validation);
    if (there(before, name)) {
      var known = Histogram.read(before, CLASS, COUNT);
      to.add(new HistogramScenario(name, known, known, false, horizon, look));
      if (there(after, name + ", train to validation")) {
        var balanced = Histogram.read(after, CLASS, COUNT);
        to.add(
            new HistogramScenario(
                name + ", train to validation", known, balanced, true, horizon, look));
      }
    }
  }

  private boolean there(Path file, String row) {
    if (!Files.exists(file)) {
      told.accept("no " + file + ": the rows '" + row + "' are left out");
    }
    return Files.exists(file);
  }

  private static int[] labels(Path file, Histogram known) {
    return CsvRows.read(file, "supercategory").rows().stream()
        .mapToInt(row -> known.names().indexOf(row.get(0)))
        .peek(
            place -> {
              if (place < 0) {
                throw new UnreadableTableException(file, "names a group without a count");
              }
            })
        .toArray();
  }
}
