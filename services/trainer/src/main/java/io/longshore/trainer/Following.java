package io.longshore.trainer;

import io.longshore.runtime.ServiceContext;
import io.longshore.runtime.kafka.Follower;
import io.longshore.schemas.Topic;
import io.longshore.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keeps the requests current. Answers are followed first, so that a request answered before a
 * restart is not answered again.
 */
final class Following implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ServiceContext context;
  private final List<Follower<?, ?>> followers = new ArrayList<>();

  Following(ServiceContext context) {
    this.context = context;
  }

  /** Reads everything there is, and goes on following. */
  void start(Requests requests) {
    follow(Topics.MODELS, requests::announced);
    follow(Topics.TRAINING, requests::happened);
    follow(Topics.ROLLOUTS, requests::planned);
    follow(Topics.CLASS_FREQUENCIES, requests::counted);
    follow(Topics.ADAPTATIONS, requests::decided);
    follow(Topics.OPERATOR_REQUESTS, requests::demanded);
  }

  private <K, V> void follow(Topic<K, V> topic, Consumer<V> listener) {
    Follower<K, V> follower =
        Follower.start(
            context.kafka(),
            topic,
            "trainer",
            context.health(),
            context.clock(),
            record -> listener.accept(record.value()));
    followers.add(follower);
    follower.awaitCaughtUp(PATIENCE);
  }

  @Override
  public void close() {
    followers.forEach(Follower::close);
  }
}
