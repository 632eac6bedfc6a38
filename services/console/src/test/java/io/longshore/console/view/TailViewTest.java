package io.longshore.console.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.longshore.console.Records;
import io.longshore.console.state.Known;
import io.longshore.console.state.Tally;
import io.longshore.domain.drift.BinomialConfidence;
import io.longshore.domain.image.Split;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.rollout.RolloutStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TailViewTest {
  private static final ModelManifest MODEL =
      Records.model(1, Map.of("cat", 300, "dog", 90, "elk", 10));

  private final TailView view = new TailView(new Intervals(0.05));
  private final Known known = Records.known();

  @Test
  void an_empty_system_has_no_classes_and_says_so() {
    JsonNode json = view.of(ClassFacts.of(known));

    assertThat(json.path("sequence").isNull()).isTrue();
    assertThat(json.path("model").isNull()).isTrue();
    assertThat(json.path("classes").path("name")).isEmpty();
    assertThat(json.path("groups")).isEmpty();
    assertThat(json.path("newest").path("name")).isEmpty();
  }

  @Test
  void classes_come_by_their_recent_frequency_with_both_priors_and_their_group() {
    live();
    known.told(Records.snapshot(1, Map.of("cat", 10L, "elk", 60L, "fox", 30L)));

    JsonNode classes = view.of(ClassFacts.of(known)).path("classes");

    assertThat(texts(classes.path("name"))).containsExactly("elk", "fox", "cat", "dog");
    assertThat(numbers(classes.path("live"))).containsExactly(0.6, 0.3, 0.1, 0.0);
    assertThat(classes.path("training").path(0).doubleValue()).isEqualTo(0.025);
    assertThat(classes.path("training").path(1).isNull()).isTrue();
    assertThat(classes.path("reference").path(2).doubleValue()).isEqualTo(0.75);
    assertThat(numbers(classes.path("group"))).containsExactly(2.0, 3.0, 0.0, 1.0);
    assertThat(classes.path("heldRight").path(0).intValue()).isEqualTo(8);
    assertThat(classes.path("heldTotal").path(1).isNull()).isTrue();
  }

  @Test
  void recall_comes_with_the_interval_of_the_domain() {
    live();
    known.told(Records.snapshot(1, Map.of("cat", 10L)));
    for (int i = 0; i < 8; i++) {
      known.told(Records.prediction("image-" + i, i < 6 ? "cat" : "dog", MODEL.version()));
      known.told(Records.label("image-" + i, "cat"));
    }

    JsonNode classes = view.of(ClassFacts.of(known)).path("classes");

    BinomialConfidence expected = BinomialConfidence.of(6, 2, 0.05);
    assertThat(classes.path("right").path(0).intValue()).isEqualTo(6);
    assertThat(classes.path("judged").path(0).intValue()).isEqualTo(8);
    assertThat(classes.path("recall").path(0).doubleValue()).isEqualTo(0.75);
    assertThat(classes.path("low").path(0).doubleValue()).isCloseTo(expected.lower(), within(1e-3));
    assertThat(classes.path("high").path(0).doubleValue())
        .isCloseTo(expected.upper(), within(1e-3));
  }

  @Test
  void a_group_is_the_mean_of_its_classes() {
    live();
    known.told(Records.snapshot(1, Map.of("cat", 10L, "fox", 5L)));

    JsonNode groups = view.of(ClassFacts.of(known)).path("groups");

    assertThat(groups).hasSize(4);
    assertThat(groups.path(0).path("heldOut").doubleValue()).isEqualTo(0.8);
    assertThat(groups.path(0).path("training").doubleValue()).isEqualTo(0.75);
    assertThat(groups.path(3).path("classes").intValue()).isEqualTo(1);
    assertThat(groups.path(3).path("training").isNull()).isTrue();
    assertThat(groups.path(3).path("heldOut").isNull()).isTrue();
  }

  @Test
  void the_newest_classes_are_those_first_labelled_last() {
    live();
    known.told(Records.snapshot(1, Map.of("cat", 1L, "fox", 1L)));
    known.told(Records.label("a", "cat"));
    known.told(Records.label("b", "fox", Split.STREAM, 60));

    JsonNode newest = view.of(ClassFacts.of(known)).path("newest");

    assertThat(texts(newest.path("name"))).containsExactly("fox", "cat");
    assertThat(newest.path("known").path(0).booleanValue()).isFalse();
    assertThat(newest.path("firstSeen").path(0).longValue())
        .isEqualTo(Records.at(60).toEpochMilli());
  }

  @Test
  void ten_thousand_classes_are_less_than_a_megabyte() {
    Map<String, Integer> images = new HashMap<>();
    Map<String, Long> labels = new HashMap<>();
    for (int i = 0; i < 10_000; i++) {
      String name = "Species number %05d".formatted(i);
      labels.put(name, 1L + 200_000 / (i + 1));
      if (i < 8_142) {
        images.put(name, 1 + 2_000 / (i + 1));
      }
    }
    ModelManifest large = Records.model(1, images);
    ModelVersion version = large.version(); // a digest of all its classes
    known.told(large);
    known.told(Records.plan(1, RolloutStep.PROMOTED, version, Optional.of(version)));
    known.told(Records.snapshot(1, labels));
    var random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      String name = "Species number %05d".formatted(random.nextInt(10_000));
      known.told(Records.prediction("i" + i, random.nextBoolean() ? name : "x", version));
      known.told(Records.label("i" + i, name));
    }

    JsonNode json = view.of(ClassFacts.of(known));

    assertThat(json.path("classes").path("name")).hasSize(10_000);
    json.path("classes").forEach(column -> assertThat(column).hasSize(10_000));
    assertThat(json.toString().getBytes(UTF_8).length).isLessThan(1_000_000);
  }

  @Test
  void an_interval_is_worked_out_once() {
    var intervals = new Intervals(0.05);

    assertThat(intervals.of(new Tally(3, 4))).isSameAs(intervals.of(new Tally(3, 4)));
  }

  private void live() {
    known.told(MODEL);
    known.told(
        Records.plan(1, RolloutStep.PROMOTED, MODEL.version(), Optional.of(MODEL.version())));
  }

  static List<String> texts(JsonNode array) {
    var texts = new ArrayList<String>();
    array.forEach(node -> texts.add(node.textValue()));
    return texts;
  }

  static List<Double> numbers(JsonNode array) {
    var numbers = new ArrayList<Double>();
    array.forEach(node -> numbers.add(node.doubleValue()));
    return numbers;
  }
}
