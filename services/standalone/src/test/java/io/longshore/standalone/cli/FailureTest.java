package io.longshore.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

class FailureTest {

  @Test
  void each_kind_of_failure_has_its_status() {
    assertThat(Failure.of(new CommandFailedException("no")).status()).isEqualTo(1);
    assertThat(Failure.of(new WrongUsageException("no")).status()).isEqualTo(2);
    assertThat(Failure.of(new UnreachableException("no")).status()).isEqualTo(3);
    assertThat(Failure.of(new TimeoutException("slow")).status()).isEqualTo(3);
    assertThat(Failure.of(new SaslAuthenticationException("who?")).status()).isEqualTo(4);
    assertThat(Failure.of(new NullPointerException("x")).status()).isEqualTo(70);
  }

  @Test
  void what_kafka_says_is_found_under_what_clients_wrap_around_it() {
    var wrapped =
        new IllegalStateException(
            "the topics cannot be listed",
            new ExecutionException(
                new TopicAuthorizationException("Not authorized: [reef.images]")));

    Failure failure = Failure.of(wrapped);

    assertThat(failure.status()).isEqualTo(4);
    assertThat(failure.sentence()).contains("reef.images", "longshore doctor");
  }

  @Test
  void a_bug_is_told_in_a_sentence_that_says_how_to_see_more() {
    assertThat(Failure.of(new IllegalStateException("seven")).sentence())
        .isEqualTo(
            "unforeseen: IllegalStateException: seven; the same command with --verbose shows where");
  }
}
