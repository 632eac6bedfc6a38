package io.longshore.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.runtime.topic.TopicNames;
import io.longshore.schemas.Topics;
import java.util.List;
import org.apache.kafka.common.acl.AclBinding;
import org.junit.jupiter.api.Test;

class AccessTest {

  @Test
  void a_topic_that_is_read_and_written_is_one_right() {
    Access both = Access.of("trainer").reads(Topics.MODELS).writes(Topics.MODELS);

    assertThat(words(both)).containsExactly("TOPIC LITERAL reef.models [READ, WRITE]");
  }

  @Test
  void what_may_be_read_may_be_described_and_is_not_asked_for_twice() {
    Access both = Access.of("console").reads(Topics.MODELS).describes(Topics.MODELS, Topics.LABELS);

    assertThat(words(both))
        .containsExactly(
            "TOPIC LITERAL reef.models [READ]", "TOPIC LITERAL reef.labels [DESCRIBE]");
  }

  @Test
  void topics_that_are_verified_at_the_start_show_their_configuration() {
    Access access =
        Access.of("ingest").writes(Topics.IMAGES).verifiesThem().describes(Topics.LABELS);

    assertThat(access.verified()).containsExactly(Topics.IMAGES);
    assertThat(words(access))
        .containsExactly(
            "TOPIC LITERAL reef.images [WRITE, DESCRIBE_CONFIGS]",
            "TOPIC LITERAL reef.labels [DESCRIBE]");
  }

  @Test
  void kafka_streams_may_do_as_it_likes_under_the_name_of_its_application_and_nowhere_else() {
    assertThat(words(Access.of("tracker").runsStreamsOf("tracker")))
        .containsExactlyInAnyOrder(
            "GROUP LITERAL reef.longshore-tracker [READ]",
            "TRANSACTIONAL_ID PREFIXED reef.longshore-tracker- [WRITE]",
            "TOPIC PREFIXED reef.longshore-tracker- [READ, WRITE, CREATE, DELETE]");
  }

  @Test
  void what_two_need_is_needed_once() {
    Access one = Access.of("rollout").reads(Topics.IMAGES).joinsGroupOf("rollout");
    Access other = Access.of("lag").describes(Topics.IMAGES).watchesGroup("longshore-rollout");

    assertThat(words(one.and(other))).isEqualTo(words(one));
  }

  @Test
  void each_operation_becomes_a_binding_for_the_principal_from_any_host() {
    Access access = Access.of("ingest").writes(Topics.IMAGES).verifiesThem();

    assertThat(access.bindings(new TopicNames("reef."), "User:CN=ingest"))
        .extracting(AclBinding::toString)
        .hasSize(2)
        .allMatch(binding -> binding.contains("principal=User:CN=ingest, host=*"))
        .anyMatch(binding -> binding.contains("operation=WRITE"))
        .anyMatch(binding -> binding.contains("operation=DESCRIBE_CONFIGS"));
  }

  private static List<String> words(Access access) {
    return access.rights().stream()
        .map(
            right ->
                "%s %s %s %s"
                    .formatted(
                        right.type(),
                        right.pattern(),
                        right.resource(new TopicNames("reef.")).name(),
                        right.operations()))
        .toList();
  }
}
