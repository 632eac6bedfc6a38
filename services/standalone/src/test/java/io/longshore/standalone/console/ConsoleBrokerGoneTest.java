package io.longshore.standalone.console;

import static io.longshore.standalone.console.ConsoleRecords.STREAM;
import static io.longshore.standalone.console.ConsoleRecords.model;
import static io.longshore.standalone.console.ConsoleRecords.promoted;
import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.model.ModelManifest;
import io.longshore.schemas.Topics;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A broker that goes away under a console, and comes back. */
@Timeout(180)
class ConsoleBrokerGoneTest {
  private static final Map<String, Integer> LEARNT = Map.of("cat", 10, "dog", 3);

  @Test
  void pages_say_that_the_broker_is_gone_and_go_on_when_it_is_back(@TempDir Path data) {
    Browser.requireInstalled();
    ModelManifest first = model(1, LEARNT, Optional.empty());
    ModelManifest second = model(2, LEARNT, Optional.of(first.version()));
    try (WatchedTopics topics = WatchedTopics.start(data);
        Browser browser = Browser.before(topics.port())) {
      topics.write(Topics.MODELS, first.version(), first);
      topics.write(
          Topics.ROLLOUTS, STREAM, promoted(1, first.version(), Optional.empty(), "the first"));
      browser.sized(1280, "light").open("/");
      browser.awaitText("#serving", first.version().brief());
      browser.awaitText("#link", "Live");
      browser.ask("window.same = true");

      topics.stopBroker();

      browser.awaitText("#link", "No broker since");
      browser.awaitText("#notices", "No broker answers at 127.0.0.1:");
      assertThat(browser.text("#serving")).contains(first.version().brief());

      topics.startBroker();
      topics.write(Topics.MODELS, second.version(), second);
      topics.write(
          Topics.ROLLOUTS,
          STREAM,
          promoted(2, second.version(), Optional.of(first.version()), "few +0.21"));

      browser.awaitText("#link", "Live");
      browser.awaitText("#serving", second.version().brief());
      assertThat(browser.text("#notices")).doesNotContain("No broker");
      assertThat(browser.ask("return window.same")).isEqualTo(true);
    }
  }
}
