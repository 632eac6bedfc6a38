package io.longshore.standalone.cli;

import io.longshore.domain.rollout.PromotionOverrides;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sets values of the promotion policy. */
@Command(
    name = "set",
    description =
        "Sets values of the promotion policy; rollout decides by them from now on. KEY= takes a value"
            + " back to the rollout service's setting.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  longshore rollout policy set retrain-path=canary canary-share=0.3 --reason 'few labels'",
      "  longshore rollout policy set retrain-path="
    })
final class RolloutPolicySetCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private RolloutOptions rollout = new RolloutOptions();

  @Parameters(paramLabel = "KEY=VALUE", arity = "1..*", description = "Values to set.")
  private List<String> values = List.of();

  @Option(names = "--reason", description = "Why, for the record.")
  private String reason = "gave no reason";

  @Override
  public void run() {
    var set = new TreeMap<>(rollout.overrides().values());
    values.forEach(value -> Assignment.parse(value, "margin-few=0.03").change(set));
    PromotionOverrides overrides;
    try {
      overrides =
          new PromotionOverrides(
              rollout.cluster().stream, set, "operator: " + reason, Instant.now());
    } catch (IllegalArgumentException e) {
      throw new WrongUsageException(String.valueOf(e.getMessage()));
    }
    String text = rollout.text(overrides, Longshore.screen(spec));
    rollout.cluster().set(overrides);
    PrintWriter out = spec.commandLine().getOut();
    out.print(text);
    out.flush();
  }
}
