package io.longshore.standalone.console;

import static io.longshore.standalone.console.ConsoleRecords.model;
import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.model.ModelManifest;
import io.longshore.schemas.Topics;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand classes in a real browser: the page stays small, and finds one among them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleManyClassesTest {
  private static final int CLASSES = 10_000;

  /** Of iNaturalist 2018. */
  private static final int INATURALIST = 8_142;

  private static final long LARGEST_PAGE = 1_000_000;

  private WatchedTopics topics;
  private Browser browser;

  @BeforeAll
  void a_long_tail_lies_on_the_topics(@TempDir Path data) {
    Browser.requireInstalled();
    topics = WatchedTopics.start(data);
    ModelManifest model = ManyClasses.lieOn(topics, CLASSES);
    browser = Browser.before(topics.port());
    browser.sized(1280, "light").open("/");
    browser.awaitText("#serving", model.version().brief());
  }

  @AfterAll
  void close() {
    if (browser != null) {
      browser.close();
    }
    if (topics != null) {
      topics.close();
    }
  }

  @Test
  void the_whole_tail_is_a_page_of_less_than_a_megabyte() {
    browser.forget().open("/tail");
    browser.awaitText("#found", "10,000 classes shown");

    long bytes = browser.transferred();
    System.out.printf(
        "tail of 10,000 classes: %,d bytes transferred, shown after %s ms%n",
        bytes,
        browser.ask(
            "return Math.round(performance.getEntriesByType('resource').find((e) => e.name.endsWith('/api/tail')).responseEnd)"));
    assertThat(bytes).isBetween(10_000L, LARGEST_PAGE);
  }

  @Test
  void a_model_of_as_many_classes_as_inaturalist_opens() {
    Map<String, Integer> learnt = new HashMap<>();
    for (int i = 0; i < INATURALIST; i++) {
      learnt.put("taxon %04d".formatted(i), 2 + 1_000 / (i + 1));
    }
    ModelManifest wide = model(2, learnt, Optional.empty());
    topics.write(Topics.MODELS, wide.version(), wide);
    browser.open("/models");
    browser.awaitText("#list", wide.version().brief());

    browser.open("/models#" + wide.version().value());

    assertThat(browser.awaitText("#model", "Manifest")).contains("Classes (8,142)");
    assertThat((Long) browser.ask("return document.querySelectorAll('#model tbody tr').length"))
        .isBetween(5L, 60L);
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void few_rows_exist_and_the_last_can_be_walked_to() {
    browser.open("/tail");
    browser.awaitText("#found", "10,000 classes shown");

    long rows = (Long) browser.ask("return document.querySelectorAll('#table tbody tr').length");
    browser.ask("document.querySelector('#table .scroller').scrollTop = 1e9");

    browser.await("return document.querySelector('#table tr[data-at=\"9999\"]') !== null");
    assertThat(rows).isLessThan(60);
    assertThat(browser.ask("return document.querySelector('#table table').ariaRowCount"))
        .isEqualTo("10001");
  }

  @Test
  void a_class_is_found_by_typing_part_of_its_name() {
    browser.open("/tail");
    browser.awaitText("#found", "10,000 classes shown");

    Object millis =
        browser.askLater(
            """
            const query = document.querySelector('#query');
            const times = [];
            for (const text of ['s', 'sp', 'species 0', 'species 098', 'species 09876']) {
              const began = performance.now();
              query.value = text;
              query.dispatchEvent(new Event('input'));
              await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
              times.push(Math.round(performance.now() - began));
            }
            return times.join(', ');
            """);
    System.out.println("five letters typed into 10,000 classes, ms to the next frame: " + millis);

    assertThat(browser.awaitText("#found", "found")).isEqualTo("1 class found");
    assertThat(browser.text("#table tbody")).contains("species 09876 of the north shore");
  }
}
