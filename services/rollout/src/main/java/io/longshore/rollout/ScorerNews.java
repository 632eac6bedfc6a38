package io.longshore.rollout;

import io.longshore.domain.prediction.ScorerReport;
import io.longshore.domain.reject.Reject;
import io.longshore.runtime.kafka.Follower;
import io.longshore.runtime.kafka.Received;
import java.time.Clock;
import java.util.function.Consumer;

/** What scorers report. What is no report is refused once: when it comes, not at a later start. */
final class ScorerNews implements Follower.Listener<String, ScorerReport> {
  private final Deciding deciding;
  private final Consumer<Reject> refuse;
  private final Clock clock;
  private boolean caughtUp;

  /**
   * @param refuse told of what is no report
   */
  ScorerNews(Deciding deciding, Consumer<Reject> refuse, Clock clock) {
    this.deciding = deciding;
    this.refuse = refuse;
    this.clock = clock;
  }

  @Override
  public void received(Received<String, ScorerReport> record) {
    deciding.on(new RolloutEvent.Reported(record.value(), record.timestamp(), clock.instant()));
  }

  @Override
  public void unreadable(Reject reject) {
    if (caughtUp) {
      refuse.accept(reject);
    }
  }

  @Override
  public void caughtUp() {
    caughtUp = true;
  }
}
