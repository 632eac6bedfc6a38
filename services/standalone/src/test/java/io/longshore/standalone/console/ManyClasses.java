package io.longshore.standalone.console;

import static io.longshore.standalone.console.ConsoleRecords.counted;
import static io.longshore.standalone.console.ConsoleRecords.model;
import static io.longshore.standalone.console.ConsoleRecords.promoted;

import io.longshore.domain.model.ModelManifest;
import io.longshore.schemas.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A long tail of species, with names as long as such names are. */
final class ManyClasses {

  private ManyClasses() {}

  /** Writes their counts, and a model of them that is live. */
  static ModelManifest lieOn(WatchedTopics topics, int classes) {
    Map<String, Integer> learnt = new HashMap<>();
    Map<String, Long> labels = new HashMap<>();
    for (int i = 0; i < classes; i++) {
      String name = "species %05d of the %s shore".formatted(i, i % 2 == 0 ? "north" : "south");
      learnt.put(name, 1 + 20_000 / (i + 1));
      labels.put(name, 1 + 40_000L / (i + 1));
    }
    ModelManifest model = model(1, learnt, Optional.empty());
    topics.write(Topics.MODELS, model.version(), model);
    topics.write(Topics.CLASS_FREQUENCIES, ConsoleRecords.STREAM, counted(1, labels));
    topics.write(
        Topics.ROLLOUTS,
        ConsoleRecords.STREAM,
        promoted(1, model.version(), Optional.empty(), "it is the first"));
    return model;
  }
}
