package io.longshore.standalone.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.signature.Signature;
import io.longshore.runtime.reach.Address;
import io.longshore.runtime.reach.Reach;
import io.longshore.runtime.topic.TopicNames;
import io.longshore.schemas.Topics;
import io.longshore.schemas.Writer;
import io.longshore.standalone.topics.TopicState;
import io.longshore.standalone.topics.TopicState.Found;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.Test;

class KafkaChecksTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final TopicNames NAMES = new TopicNames("reef.");

  @Test
  void a_closed_port_is_a_fault_for_each_address() {
    List<Finding> found =
        new BrokerCheck(Address.all("127.0.0.1:1,127.0.0.1:2"), new Reach("PLAINTEXT"), "bootstrap")
            .look();

    assertThat(found).hasSize(2).allMatch(f -> f.level() == Level.FAULT);
    assertThat(found.get(1).found())
        .isEqualTo("no Kafka answers at 127.0.0.1:2: the connection is refused");
  }

  @Test
  void clocks_that_differ_are_told_by_how_much_and_in_which_direction() {
    Instant answered = NOW.plusMillis(8);

    Finding same = ClockCheck.compared(NOW, NOW.plusMillis(4), answered);
    Finding ahead = ClockCheck.compared(NOW, NOW.minusSeconds(10), answered);
    Finding behind = ClockCheck.compared(NOW, answered.plusSeconds(600), answered);

    assertThat(same.level()).isEqualTo(Level.OK);
    assertThat(same.found()).isEqualTo("within 8 ms of Kafka's controller");
    assertThat(ahead.level()).isEqualTo(Level.WARNING);
    assertThat(ahead.found()).isEqualTo("10.0 s ahead of Kafka's controller");
    assertThat(behind.level()).isEqualTo(Level.FAULT);
    assertThat(behind.found()).isEqualTo("600.0 s behind Kafka's controller");
  }

  @Test
  void a_login_that_may_do_everything_can_be_anybodys() {
    Map<String, Set<AclOperation>> all = allowed(EnumSet.allOf(AclOperation.class));

    for (Writer writer : Writer.values()) {
      assertThat(RightsCheck.missing(writer, NAMES, all)).isEmpty();
    }
  }

  @Test
  void a_login_that_may_only_read_cannot_be_a_scorers() {
    Map<String, Set<AclOperation>> reading =
        allowed(
            EnumSet.of(AclOperation.READ, AclOperation.DESCRIBE, AclOperation.DESCRIBE_CONFIGS));

    assertThat(RightsCheck.missing(Writer.SCORER, NAMES, reading))
        .containsExactly(
            "WRITE on reef.predictions",
            "WRITE on reef.scorer-reports",
            "WRITE on reef.rejects-scorer");
  }

  @Test
  void a_login_that_may_do_nothing_with_images_cannot_score_them() {
    Map<String, Set<AclOperation>> allowed = allowed(EnumSet.allOf(AclOperation.class));
    allowed.put("reef.images", Set.of());

    assertThat(RightsCheck.missing(Writer.SCORER, NAMES, allowed))
        .containsExactly("DESCRIBE_CONFIGS and READ on reef.images");
    assertThat(RightsCheck.missing(Writer.TRACKER, NAMES, allowed)).isEmpty();
  }

  private static Map<String, Set<AclOperation>> allowed(Set<AclOperation> operations) {
    var allowed = new HashMap<String, Set<AclOperation>>();
    Topics.all().forEach(topic -> allowed.put(NAMES.of(topic), operations));
    return allowed;
  }

  @Test
  void topics_that_are_not_there_at_all_are_a_warning_and_some_that_are_not_a_fault() {
    TopicState missing =
        new TopicState(Topics.IMAGES, "images", Optional.empty(), List.of("it does not exist"));
    TopicState good = new TopicState(Topics.MODELS, "models", Optional.of(found(3)), List.of());

    assertThat(new TopicsCheck(List.of(missing)).look())
        .extracting(Finding::level)
        .containsExactly(Level.WARNING);
    assertThat(new TopicsCheck(List.of(missing, good)).look())
        .extracting(Finding::level)
        .containsExactly(Level.FAULT);
    assertThat(new TopicsCheck(List.of(good)).look())
        .extracting(Finding::level)
        .containsExactly(Level.OK);
  }

  @Test
  void a_copy_that_is_not_in_sync_is_a_warning() {
    TopicState behind = new TopicState(Topics.MODELS, "models", Optional.of(found(2)), List.of());

    Finding finding = new TopicsCheck(List.of(behind)).look().get(0);

    assertThat(finding.level()).isEqualTo(Level.WARNING);
    assertThat(finding.found()).isEqualTo("models has 2 of 3 copies in sync");
  }

  private static Found found(int inSync) {
    return new Found(1, 3, inSync, "compact", -1, 7, OptionalLong.of(100));
  }

  @Test
  void signatures_that_are_over_are_a_fault_and_those_that_soon_will_be_a_warning() {
    assertThat(signed(Duration.ofDays(-1)).level()).isEqualTo(Level.FAULT);
    assertThat(signed(Duration.ofDays(10)).level()).isEqualTo(Level.WARNING);
    assertThat(signed(Duration.ofDays(10)).found()).endsWith("in 10 days");
    assertThat(signed(Duration.ofDays(300)).level()).isEqualTo(Level.OK);
  }

  private static Finding signed(Duration left) {
    RolloutPlan plan =
        RolloutPlan.initial("default")
            .signedBy(new Signature("rollout-2026", NOW.plus(left), "ab".repeat(64)));
    return new SignaturesCheck(Optional.of(plan), Optional.empty(), NOW).look().get(0);
  }
}
