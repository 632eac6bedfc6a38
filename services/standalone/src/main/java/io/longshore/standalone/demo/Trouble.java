package io.longshore.standalone.demo;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.model.ModelManifest;
import io.longshore.standalone.watch.Observatory;
import io.longshore.standalone.watch.Seen;
import io.longshore.standalone.watch.Setback;
import java.time.Instant;
import java.util.List;

/**
 * What ends a story early: nobody waits a quarter of an hour for what will not come.
 *
 * @param seen what was seen on the topics
 */
record Trouble(Observatory seen) {

  /**
   * Looks for it.
   *
   * @param gear of the model that is waited for
   * @param from when the waiting began
   * @throws StoryFailedException if the model was refused, or a run failed
   */
  void check(Gear gear, Instant from) {
    Setback.of(
            "the %s model".formatted(gear.word()),
            since(from, seen.models()).stream()
                    .filter(model -> model.recipe().gear() == gear)
                    .map(ModelManifest::version)
                    .toList()
                ::contains,
            since(Instant.MIN, seen.training()),
            since(from, seen.plans()),
            since(from, seen.reports()))
        .ifPresent(
            setback -> {
              throw new StoryFailedException(setback.words());
            });
  }

  private static <T> List<T> since(Instant from, List<Seen<T>> all) {
    return all.stream().filter(it -> !it.at().isBefore(from)).map(Seen::value).toList();
  }
}
