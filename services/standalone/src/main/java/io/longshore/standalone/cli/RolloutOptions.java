package io.longshore.standalone.cli;

import io.longshore.domain.rollout.PromotionOverrides;
import io.longshore.domain.rollout.PromotionPolicy;
import io.longshore.rollout.RolloutSettings;
import io.longshore.rollout.StartingPromotion;
import io.longshore.schemas.Topics;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A stream's promotion policy as it stands. */
final class RolloutOptions {
  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "A setting that the rollout service was started with, such as"
              + " longshore.rollout.promotion.alpha=0.001; the environment and $LONGSHORE_CONFIG"
              + " are read too.")
  private Map<String, String> settings = Map.of();

  ClusterOptions cluster() {
    return cluster;
  }

  PromotionPolicy starting() {
    return StartingPromotion.of(
        ServiceSettings.load(settings).of(RolloutSettings.class).promotion());
  }

  PromotionPolicy policy() {
    return starting().with(overrides());
  }

  /** What operators have set. */
  PromotionOverrides overrides() {
    return cluster
        .latest(Topics.PROMOTION_POLICIES)
        .getOrDefault(cluster.stream, PromotionOverrides.none(cluster.stream));
  }

  /** The policy as a table. */
  String text(PromotionOverrides overrides, Screen screen) {
    String set =
        overrides.values().isEmpty()
            ? "nothing is set by an operator"
            : "%s, %s".formatted(overrides.reason(), overrides.at());
    return "stream    %s%nset       %s%n%s"
        .formatted(cluster.stream, set, values(overrides).table().on(screen));
  }

  /** The policy as a document. */
  Fields fields(PromotionOverrides overrides) {
    return new Fields()
        .put("stream", cluster.stream)
        .object("set", PolicyValues.set(overrides.values(), overrides.reason(), overrides.at()))
        .list("values", values(overrides).fields());
  }

  private PolicyValues values(PromotionOverrides overrides) {
    return PolicyValues.of(
        starting().with(overrides).entries(),
        key ->
            overrides.values().containsKey(key)
                ? "operator"
                : "setting longshore.rollout.promotion." + key);
  }
}
