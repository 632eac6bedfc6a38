package io.longshore.standalone.console;

import static io.longshore.standalone.console.ConsoleRecords.counted;
import static io.longshore.standalone.console.ConsoleRecords.label;
import static io.longshore.standalone.console.ConsoleRecords.model;
import static io.longshore.standalone.console.ConsoleRecords.prediction;
import static io.longshore.standalone.console.ConsoleRecords.promoted;
import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.label.Label;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.prediction.Prediction;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.schemas.Topics;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people see, in a real browser, of records that lie on a real broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsolePagesTest {
  private static final String HOSTILE = "<img src=x onerror=\"window.hacked = true\">";
  private static final String BACKWARDS = "\u202egpj.tac \u05e0\u05e2\u05dc";
  private static final Map<String, Integer> LEARNT = Map.of("Sneaker", 900, "Bag", 60, "Coat", 5);

  private WatchedTopics topics;
  private Browser browser;
  private ModelManifest first;
  private ModelManifest second;
  private long epoch;

  @BeforeAll
  void records_lie_on_topics(@TempDir Path data) {
    Browser.requireInstalled();
    topics = WatchedTopics.start(data);
    first = model(1, LEARNT, Optional.empty());
    second = model(2, LEARNT, Optional.of(first.version()));
    topics.write(Topics.MODELS, first.version(), first);
    topics.write(Topics.MODELS, second.version(), second);
    topics.write(
        Topics.CLASS_FREQUENCIES,
        ConsoleRecords.STREAM,
        counted(1, Map.of("Sneaker", 800L, "Bag", 180L, "Coat", 18L, HOSTILE, 1L, BACKWARDS, 1L)));
    for (int i = 0; i < 10; i++) {
      judged("image-" + i, "Bag", i < 7 ? "Bag" : "Coat");
    }
    judged("image-of-hostile", HOSTILE, "Bag");
    browser = Browser.before(topics.port());
  }

  @BeforeEach
  void the_first_model_is_live() {
    plan(promoted(++epoch, first.version(), Optional.empty(), "better than chance"));
    browser.sized(1280, "light").open("/");
    browser.ask("sessionStorage.clear()");
    browser.awaitText("#serving", "plan " + epoch);
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

  private void plan(RolloutPlan plan) {
    topics.write(Topics.ROLLOUTS, ConsoleRecords.STREAM, plan);
  }

  private void judged(String image, String is, String called) {
    Prediction prediction = prediction(image, called, first.version());
    Label label = label(image, is);
    topics.write(Topics.PREDICTIONS, prediction.image(), prediction);
    topics.write(Topics.LABELS, label.image(), label);
  }

  @ParameterizedTest
  @CsvSource({
    "/, #health, connected since",
    "/tail, #table, Sneaker",
    "/drift, #decisions, Nothing was decided yet",
    "/models, #list, live",
    "/flow, #topics, images"
  })
  void each_page_shows_what_it_is_for_and_nothing_fails(String page, String place, String text) {
    browser.open(page);

    browser.awaitText(place, text);
    browser.awaitText("#link", "Live");
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void what_is_serving_and_why_is_the_first_thing_said() {
    browser.open("/");

    assertThat(browser.awaitText("#hero", "Better than chance"))
        .startsWith(first.version().brief())
        .contains("Why:", "3 classes", "80.0 %", "it is the first");
  }

  @Test
  void the_tail_has_the_numbers_of_the_topics() {
    browser.open("/tail");

    String bag = browser.awaitText("#table tr[data-at='1']", "70.0 %");
    assertThat(bag).contains("Bag", "medium", "180", "18.0 %", "6.22 %", "×2.9", "10", "80.0 %");
    assertThat(browser.text("#table tr[data-at='0']")).contains("Sneaker", "many", "80.0 %");
    assertThat(browser.text("#bands")).contains("unknown");
  }

  @Test
  void a_hostile_name_stays_text_wherever_it_is_shown() {
    browser.open("/tail");
    browser.awaitText("#table", HOSTILE);

    browser.find("#query").sendKeys("onerror");
    browser.awaitText("#found", "1 class found");
    browser.find("#table tbody button").click();

    browser.awaitText("#class-title", HOSTILE);
    browser.awaitText("dialog .thumbs", "called Bag");
    assertThat(browser.ask("return String(window.hacked)")).isEqualTo("undefined");
    assertThat(browser.ask("return document.querySelectorAll('img[src=x]').length")).isEqualTo(0L);
  }

  @Test
  void a_name_that_turns_the_text_about_is_spelt_out() {
    browser.open("/tail");

    browser.awaitText("#table", "‹202E›gpj.tac");
  }

  @Test
  void a_model_that_is_promoted_appears_without_a_reload() {
    browser.open("/");
    browser.awaitText("#hero", first.version().brief());
    browser.ask("window.same = true");

    plan(promoted(++epoch, second.version(), Optional.of(first.version()), "few +0.21"));

    browser.awaitText("#serving", second.version().brief());
    browser.awaitText("#hero", "Few +0.21");
    assertThat(browser.ask("return window.same")).isEqualTo(true);
  }

  @Test
  void a_request_needs_a_reason_and_the_right_token_and_is_told_when_it_was_written() {
    browser.open("/models");
    browser.awaitText("#buttons", "Pause rollouts");
    browser.find("#buttons button").click();
    browser.find("dialog [type=submit]").click();
    browser.awaitText("dialog .problem", "Say why");
    browser.find("#action-reason").sendKeys("ann: holidays");
    browser.find("dialog [type=submit]").click();
    browser.awaitText("dialog .problem", "A token is needed");
    browser.find("#action-token").sendKeys("wrong");
    browser.find("dialog [type=submit]").click();
    browser.awaitText("dialog .problem", "Not allowed");
    assertThat(browser.ask("return sessionStorage.length")).isEqualTo(0L);

    browser.find("#action-token").clear();
    browser.find("#action-token").sendKeys(WatchedTopics.TOKEN);
    browser.find("dialog [type=submit]").click();

    browser.await("return document.querySelector('dialog') === null");
    browser.awaitText("#requests", "ann: holidays");
    browser.awaitText("#toasts", "Waiting for the plan");
  }

  @Test
  void a_request_on_a_plan_that_has_moved_on_is_refused_and_shows_the_new_plan() {
    browser.open("/models");
    browser.awaitText("#buttons", "Pause rollouts");
    browser.find("#buttons button").click();
    browser.awaitText("dialog", "As of plan " + epoch);

    plan(promoted(++epoch, second.version(), Optional.of(first.version()), "overtook"));
    browser.awaitText("#serving", "plan " + epoch);
    browser.find("#action-reason").sendKeys("ann: late");
    browser.find("#action-token").sendKeys(WatchedTopics.TOKEN);
    browser.find("dialog [type=submit]").click();

    browser.awaitText("dialog .problem", "Nothing was asked, because the plan has moved on");
    browser.awaitText("dialog", "As of plan " + epoch);
  }

  @Test
  void two_versions_are_compared_class_by_class() {
    browser.open("/models#compare=" + first.version().value() + "," + second.version().value());

    browser.awaitText("#compared", "Class by class");
    assertThat(browser.text("#compared tr[data-at='0']")).contains("80.0 %", "0.0");
  }

  @Test
  void a_model_tells_where_it_came_from() {
    browser.open("/models#" + second.version().value());

    assertThat(browser.awaitText("#detail", "Lineage")).contains(first.version().brief());
    assertThat(browser.text("#detail")).contains("Download ONNX", "Promote");
  }

  @Test
  void records_that_no_codec_reads_are_counted_before_everybodys_eyes() {
    topics.writeGarbage(Topics.SCORER_REPORTS);

    browser.open("/flow");

    browser.awaitText("#notices", "could not be read and was skipped (scorer-reports 1)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/tail", "/drift", "/models", "/flow"})
  void a_phone_shows_every_page_without_scrolling_sideways(String page) {
    browser.sized(360, "light").open(page);

    browser.awaitText("#link", "Live");
    browser.await("return document.querySelector('#main').innerText.length > 300");
    assertThat(browser.ask("return document.documentElement.scrollWidth <= innerWidth"))
        .isEqualTo(true);
  }

  @ParameterizedTest
  @CsvSource({
    "/,light", "/tail,light", "/drift,light", "/models,light", "/flow,light",
    "/,dark", "/tail,dark", "/drift,dark", "/models,dark", "/flow,dark"
  })
  void no_page_has_a_grave_barrier(String page, String scheme) {
    browser.sized(1280, scheme).open(page);

    browser.awaitText("#link", "Live");
    browser.await("return document.querySelector('#main').innerText.length > 300");
    assertThat(browser.barriers()).isEmpty();
  }

  @Test
  void a_dialog_has_no_grave_barrier_either() {
    browser.open("/tail#Bag");
    browser.awaitText("dialog", "Recall");
    String ofClass = browser.barriers();
    browser.open("/models");
    browser.awaitText("#buttons", "Pause rollouts");
    browser.find("#buttons button").click();

    assertThat(ofClass).isEmpty();
    assertThat(browser.barriers()).isEmpty();
  }
}
