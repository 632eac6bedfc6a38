package io.longshore.standalone.cli;

import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.rollout.GateResult;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.runtime.kafka.Received;
import io.longshore.schemas.Topics;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Where a model stands, and what it lacks. */
@Command(
    name = "explain",
    description =
        "Says in words in which stage a model is, what the policy asks of it, and how many more"
            + " labels are likely needed.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  longshore rollout explain 3f2a",
      "  longshore rollout explain 3f2a -o json"
    })
final class RolloutExplainCommand implements Runnable {
  @Mixin private RolloutOptions rollout = new RolloutOptions();

  @Mixin private OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "VERSION", description = "The version, or the first digits of it.")
  private String version = "";

  @Override
  public void run() {
    ClusterOptions cluster = rollout.cluster();
    ModelVersion found = cluster.model(version);
    List<RolloutPlan> plans =
        cluster.all(Topics.ROLLOUTS).stream()
            .filter(record -> record.key().equals(cluster.stream))
            .map(Received::value)
            .toList();
    List<GateResult> results =
        cluster.latest(Topics.EVALUATIONS).values().stream()
            .filter(result -> result.version().equals(found))
            .toList();
    var explanation = new Explanation(found, plans, results, rollout.policy());
    output.print(
        screen -> explanation.inWords(Instant.now(), screen),
        () -> ExplanationFields.of(explanation).json());
  }
}
