package io.longshore.rollout;

import io.longshore.domain.rollout.PromotionOverrides;
import io.longshore.domain.rollout.PromotionPolicy;
import io.longshore.runtime.kafka.Follower;
import io.longshore.runtime.kafka.Received;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules of a stream: those of the settings, and over them what an operator set last. One thread
 * follows policies, any may ask.
 */
final class RulesInForce implements Follower.Listener<String, PromotionOverrides>, Supplier<Rules> {
  private static final Logger log = LoggerFactory.getLogger(RulesInForce.class);

  private final String stream;
  private final RolloutSettings settings;
  private final PromotionPolicy starting;
  private volatile Rules rules;

  RulesInForce(String stream, RolloutSettings settings) {
    this.stream = stream;
    this.settings = settings;
    this.starting = StartingPromotion.of(settings.promotion());
    this.rules = rules(starting);
  }

  private Rules rules(PromotionPolicy policy) {
    return new Rules(
        new HeldOutGate(GatePolicy.of(settings.gate())), policy, settings.scorerSilence());
  }

  @Override
  public Rules get() {
    return rules;
  }

  @Override
  public void received(Received<String, PromotionOverrides> record) {
    if (record.key().equals(stream)) {
      rules = rules(starting.with(record.value()));
      log.atInfo()
          .addKeyValue("values", record.value().values())
          .log("promotion policy: {}", record.value().reason());
    }
  }

  @Override
  public void removed(String of) {
    if (of.equals(stream)) {
      rules = rules(starting);
    }
  }
}
