package io.longshore.standalone.cli;

import io.longshore.domain.rollout.PromotionOverrides;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the promotion policy. */
@Command(
    name = "show",
    description = "Shows the promotion policy: each value, and whether it is set or a setting.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  longshore rollout policy show --stream default",
      "  longshore rollout policy show -o json"
    })
final class RolloutPolicyShowCommand implements Runnable {
  @Mixin private RolloutOptions rollout = new RolloutOptions();

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public void run() {
    PromotionOverrides overrides = rollout.overrides();
    output.print(screen -> rollout.text(overrides, screen), () -> rollout.fields(overrides).json());
  }
}
