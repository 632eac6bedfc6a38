package io.longshore.console.state;

import io.longshore.domain.training.TrainingEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The training runs heard of lately. */
public final class Runs {
  private final Map<String, Run> runs;
  private Optional<Run> touched = Optional.empty();

  /**
   * @param most runs kept
   */
  public Runs(int most) {
    this.runs = Lately.byArrival(most);
  }

  public void told(TrainingEvent event) {
    Run run = runs.computeIfAbsent(event.run(), Run::new);
    run.told(event);
    touched = Optional.of(run);
  }

  public List<Run> newestFirst() {
    var all = new ArrayList<>(runs.values());
    Collections.reverse(all);
    return all;
  }

  public Optional<Run> of(String id) {
    return Optional.ofNullable(runs.get(id));
  }

  /** The run of the latest event. */
  public Optional<Run> touched() {
    return touched;
  }
}
