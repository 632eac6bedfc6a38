package io.longshore.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.adaptation.PolicyOverrides;
import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.schemas.Topics;
import io.longshore.standalone.runtime.TestTopics;
import io.longshore.standalone.watch.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A person at the command line changes the policy, and asks what another would have done. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(300)
class PolicyCommandsTest {
  /** What the system is started with, as far as a policy depends on it. */
  private static final List<String> SETTINGS =
      List.of(
          "--set=longshore.tracker.first-model-labels=200",
          "--set=longshore.tracker.half-life-units=100",
          "--set=longshore.tracker.least-mix-units=60",
          "--set=longshore.tracker.emit-interval=PT0.2S");

  private TestSystem system;
  private Path folder;
  private Cli untouched;
  private Cli set;
  private Cli paused;
  private int askedWhilePaused;
  private Cli inForce;
  private Cli asRecorded;
  private Cli unpaused;
  private JsonNode json;
  private Cli fromFile;
  private Cli resumed;

  @BeforeAll
  void an_operator_sets_policies(@TempDir Path data) throws IOException {
    folder = data;
    system = TestSystem.start(data.resolve("system"));
    untouched = run("policy", "show");
    set = run("policy", "set", "effect-floor=0.20", "retrain-per-day=3", "--reason", "to see");
    paused = run("policy", "pause", "--reason", "labels are being corrected");
    system.send(Picture.heldOut(Map.of("ant", 20, "bee", 20, "cow", 20)));
    system.send(Picture.stream("stream", Map.of("ant", 140, "bee", 48, "cow", 12)));
    system.await("the labels to be counted", o -> labels(o.frequencies()) == 200);
    askedWhilePaused = system.seen().adaptations().size();
    run("adapt", "retrain", "--reason", "to have one");
    system.awaitServed(Gear.RETRAIN, 0);
    inForce = run("policy", "show");
    asRecorded = run("replay");
    unpaused =
        run(
            "replay",
            "--policy",
            file("running.properties", "retrain-seconds = 12.5"),
            "--json",
            data.resolve("replay.json").toString());
    json = new ObjectMapper().readTree(data.resolve("replay.json").toFile());
    fromFile = run("policy", "set", "--file", file("night.properties", "alpha=0.001"));
    resumed = run("policy", "resume", "--reason", "labels are right again");
  }

  @AfterAll
  void close() {
    system.close();
  }

  @Test
  void at_first_every_value_is_a_setting_or_a_default() {
    assertThat(untouched.status()).isZero();
    assertThat(untouched.out())
        .contains("nothing is set by an operator")
        .containsPattern("(?m)^alpha +0.01 +default$")
        .containsPattern("(?m)^least-mix-units +60 +setting longshore.tracker.least-mix-units$");
  }

  @Test
  void what_is_set_says_so() {
    assertThat(set.status()).isZero();
    assertThat(set.out())
        .contains("operator: to see")
        .containsPattern("(?m)^effect-floor +0.2 +operator$")
        .containsPattern("(?m)^retrain-per-day +3 +operator$")
        .containsPattern("(?m)^alpha +0.01 +default$");
  }

  @Test
  void a_paused_policy_asks_for_nothing_and_an_operator_still_gets_a_model() {
    assertThat(paused.out()).containsPattern("(?m)^state +paused +operator$").contains("paused\n");
    assertThat(askedWhilePaused).isZero();
    assertThat(system.seen().adaptations()).isEmpty();
    assertThat(system.models(Gear.RETRAIN)).hasSize(1);
  }

  @Test
  void the_tracker_tells_that_it_decides_by_what_is_set() {
    assertThat(inForce.out()).endsWith("the tracker decides by it\n");
  }

  @Test
  void with_other_settings_than_the_trackers_the_difference_is_told() {
    Cli other = Cli.run(system.withBroker("policy", "show"));

    assertThat(other.status()).isZero();
    assertThat(other.out()).contains("the tracker has other settings than this command sees");
  }

  @Test
  void a_file_replaces_all_that_is_set_but_the_state() {
    assertThat(fromFile.out())
        .containsPattern("(?m)^alpha +0.001 +operator$")
        .containsPattern("(?m)^effect-floor +0.05 +default$")
        .containsPattern("(?m)^state +paused +operator$");
    assertThat(resumed.out()).containsPattern("(?m)^state +running +operator$");
  }

  @Test
  void each_change_is_a_record_with_its_reason() {
    assertThat(TestTopics.values(system.kafka(), Topics.POLICIES))
        .extracting(PolicyOverrides::reason)
        .containsExactly(
            "operator: to see",
            "operator: labels are being corrected",
            "operator: gave no reason",
            "operator: labels are right again");
  }

  @Test
  void the_recorded_policies_replayed_decide_nothing_more() {
    assertThat(asRecorded.err()).isEmpty();
    assertThat(asRecorded.status()).isZero();
    assertThat(asRecorded.out())
        .contains("labels    200 from ")
        .contains("nothing was decided then, and nothing would have been")
        .contains("assumed   every label came in time");
  }

  @Test
  void another_policy_replayed_tells_what_it_would_have_asked_for_and_what_it_costs() {
    assertThat(unpaused.err()).isEmpty();
    assertThat(unpaused.status()).isZero();
    assertThat(unpaused.out())
        .containsPattern("retrain +yes +- +12\\.5 .*first model, from 200 labels of 3 classes")
        .containsPattern("(?m)^total +0 +0 +1 +0 +12\\.5 +0\\.0$")
        .contains("the first decision that differs is at ");
    assertThat(json.get("rows")).hasSize(1);
    assertThat(json.get("rows").get(0).get("replayed").asBoolean()).isTrue();
    assertThat(json.get("rows").get(0).get("recorded").asBoolean()).isFalse();
    assertThat(json.get("total").get("replayed").get("seconds").asDouble()).isEqualTo(12.5);
  }

  @Test
  void a_replay_writes_nothing_and_joins_no_group() throws Exception {
    try (var admin = system.kafka().admin("test")) {
      assertThat(admin.listGroups().all().get())
          .extracting(group -> group.groupId())
          .noneMatch(group -> group.contains("replay") || group.contains("cli"));
    }
  }

  @Test
  void a_file_with_an_unknown_key_is_refused_by_name() throws IOException {
    Cli unknown = run("policy", "set", "--file", file("slip.properties", "efect-floor=0.1"));

    assertThat(unknown.status()).isEqualTo(2);
    assertThat(unknown.err())
        .startsWith("longshore: policy file ")
        .endsWith(
            "slip.properties: 'efect-floor' is no key of a policy; the nearest is 'effect-floor'%n"
                .formatted());
  }

  @Test
  void a_value_out_of_range_is_refused_with_its_range() {
    Cli wrong = run("policy", "set", "alpha=2");

    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.err())
        .isEqualTo(
            "longshore: policy key alpha is '2', but must be a number over 0 and under 1%n"
                .formatted());
  }

  @Test
  void nothing_to_set_is_told() {
    Cli nothing = run("policy", "set");

    assertThat(nothing.status()).isEqualTo(2);
    assertThat(nothing.err()).contains("give KEY=VALUE or --file").hasLineCount(1);
  }

  @Test
  void a_time_that_is_none_is_told() {
    Cli wrong = run("replay", "--from", "yesterday");

    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.err())
        .isEqualTo(
            "longshore: --from is 'yesterday', but must be a time such as 2026-03-01T00:00:00Z%n"
                .formatted());
  }

  private Cli run(String... arguments) {
    boolean takesSettings = arguments[0].equals("policy") || arguments[0].equals("replay");
    Stream<String> all =
        Stream.concat(Stream.of(arguments), takesSettings ? SETTINGS.stream() : Stream.of());
    return Cli.run(system.withBroker(all.toArray(String[]::new)));
  }

  private String file(String name, String line) throws IOException {
    return Files.writeString(folder.resolve(name), line + "\n").toString();
  }

  private static long labels(List<Seen<ClassFrequencies>> frequencies) {
    return frequencies.isEmpty() ? 0 : frequencies.get(frequencies.size() - 1).value().labels();
  }
}
