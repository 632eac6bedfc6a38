package io.longshore.standalone.demo;

import io.longshore.console.ConsoleService;
import io.longshore.console.ConsoleServiceFactory;
import io.longshore.datasets.Dataset;
import io.longshore.datasets.DatasetCache;
import io.longshore.datasets.FashionMnist;
import io.longshore.datasets.ShiftingTail;
import io.longshore.standalone.cli.Terminal;
import io.longshore.standalone.system.InProcess;
import io.longshore.standalone.system.LocalSystem;
import io.longshore.standalone.watch.Observatory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ObjIntConsumer;

/** Starts the whole system on an empty folder, tells the story, and shows what came of it. */
public final class Demo {
  private final Terminal terminal;
  private final Path data;
  private final long seed;
  private final Map<String, String> settings;

  /**
   * @param data an empty folder
   * @param seed of everything random
   * @param settings over those of the story, by key
   */
  public Demo(Terminal terminal, Path data, long seed, Map<String, String> settings) {
    this.terminal = terminal;
    this.data = data;
    this.seed = seed;
    this.settings = Map.copyOf(settings);
  }

  /**
   * Tells the story.
   *
   * @param kafkaPort of the broker; 0 for any free one
   * @param json where to write the table
   * @param afterwards what to do with the system, and the port of its console, before it is stopped
   * @return whether the tail gained and no image was lost
   */
  public boolean run(int kafkaPort, Optional<Path> json, ObjIntConsumer<LocalSystem> afterwards) {
    Dataset dataset = FashionMnist.open(DatasetCache.standard(), terminal::say);
    int before =
        ShiftingTail.DEFAULT.scenario(dataset.classes()).play(dataset, seed).get(0).images().size();
    Instant started = Instant.now();
    terminal.say("a broker and every service start in " + data);
    var console = new InProcess<>(new ConsoleServiceFactory(), ConsoleService.class);
    try (var system =
            new LocalSystem(
                data,
                kafkaPort,
                storySettings(before),
                System.getenv(),
                this::broken,
                List.of(console));
        var seen = new Observatory(system.context())) {
      int consolePort = console.service().port();
      terminal.say("look on at http://127.0.0.1:" + consolePort);
      var sending = new Sending(system.ingest().datasets(), dataset.name());
      StoryResult result = new Story(seen, sending, terminal, started, seed).tell(dataset);
      terminal.print("");
      terminal.print(ResultTable.of(result));
      json.ifPresent(result::write);
      afterwards.accept(system, consolePort);
      return result.isGood();
    }
  }

  private Map<String, String> storySettings(int firstModelLabels) {
    var story = new HashMap<String, String>();
    story.put("longshore.trainer.seed", Long.toString(seed));
    story.put("longshore.trainer.held-out-fraction", "0");
    story.put("longshore.trainer.control", "cross-entropy");
    story.put("longshore.tracker.first-model-labels", Integer.toString(firstModelLabels));
    story.put("longshore.tracker.half-life-units", "400");
    // Two classes of 10 and 18 images: from one training to the next they differ by several points,
    // which is not a regression.
    story.put("longshore.rollout.gate.few-margin", "0.08");
    story.put("longshore.rollout.gate.medium-margin", "0.08");
    story.put("longshore.rollout.gate.balanced-margin", "0.03");
    // What is told is how soon an answer is live; a trial needs more labels than there are here.
    story.put("longshore.rollout.promotion.retrain-path", "direct");
    story.put("longshore.rollout.promotion.guard-share", "0");
    story.put("longshore.ingest.http.port", "0");
    story.put("longshore.admin.port", "0");
    story.put("longshore.console.port", "0");
    story.putAll(settings);
    return story;
  }

  private void broken(String reason) {
    terminal.say("BROKEN: " + reason);
  }
}
