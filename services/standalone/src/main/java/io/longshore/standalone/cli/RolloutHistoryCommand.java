package io.longshore.standalone.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.runtime.kafka.Received;
import io.longshore.schemas.Topics;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What was decided, when and why; what served at a time. */
@Command(
    name = "history",
    description = "Lists what was decided, oldest first; or says what served at a time, and why.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  longshore rollout history",
      "  longshore rollout history --at 2026-03-01T12:00:00Z"
    })
final class RolloutHistoryCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(names = "--at", paramLabel = "TIME", description = "A time such as 2026-03-01T12:00:00Z.")
  private Optional<String> at = Optional.empty();

  @Option(names = "--json", description = "As JSON.")
  private boolean json;

  @Override
  public void run() {
    Optional<Instant> time = at.map(RolloutHistoryCommand::time);
    List<RolloutPlan> plans =
        cluster.all(Topics.ROLLOUTS).stream()
            .filter(record -> record.key().equals(cluster.stream))
            .map(Received::value)
            .filter(plan -> time.isEmpty() || !plan.decidedAt().isAfter(time.get()))
            .toList();
    List<RolloutPlan> told =
        time.isEmpty() ? plans : plans.subList(Math.max(0, plans.size() - 1), plans.size());
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? json(told) : time.map(t -> then(told, t)).orElseGet(() -> table(told)));
    out.flush();
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new CommandFailedException("'" + text + "' is no time, such as 2026-03-01T12:00:00Z");
    }
  }

  private static String then(List<RolloutPlan> told, Instant time) {
    if (told.isEmpty()) {
      return "nothing was decided before %s%n".formatted(time);
    }
    RolloutPlan plan = told.get(0);
    return "live      %s (plan %d, %s at %s)%nbecause   %s%non trial  %s%n"
        .formatted(
            brief(plan.live()),
            plan.epoch(),
            word(plan),
            plan.decidedAt(),
            plan.reason(),
            trial(plan));
  }

  private static String table(List<RolloutPlan> plans) {
    var table = new Table("PLAN", "AT", "STEP", "MODEL", "LIVE", "ON TRIAL", "BECAUSE");
    plans.forEach(
        plan ->
            table.row(
                Long.toString(plan.epoch()),
                plan.decidedAt().toString(),
                word(plan),
                brief(plan.subject()),
                brief(plan.live()),
                trial(plan),
                plan.reason()));
    return plans.isEmpty() ? "nothing was decided yet\n" : table.toString();
  }

  private static String json(List<RolloutPlan> plans) {
    List<Map<String, Object>> rows = plans.stream().map(RolloutHistoryCommand::row).toList();
    try {
      return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(rows)
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("text and numbers can be written", e);
    }
  }

  private static Map<String, Object> row(RolloutPlan plan) {
    var row = new TreeMap<String, Object>();
    row.put("epoch", plan.epoch());
    row.put("at", plan.decidedAt().toString());
    row.put("step", word(plan));
    row.put("reason", plan.reason());
    row.put("paused", plan.paused());
    plan.live().ifPresent(version -> row.put("live", version.value()));
    plan.previous().ifPresent(version -> row.put("previous", version.value()));
    plan.subject().ifPresent(version -> row.put("subject", version.value()));
    plan.trial().ifPresent(trial -> row.put("trial", trial.version().value()));
    plan.trial()
        .ifPresent(trial -> row.put("stage", trial.stage().name().toLowerCase(Locale.ROOT)));
    return row;
  }

  private static String word(RolloutPlan plan) {
    return plan.step().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String brief(Optional<ModelVersion> version) {
    return version.map(ModelVersion::brief).orElse("-");
  }

  private static String trial(RolloutPlan plan) {
    return plan.trial()
        .map(t -> t.version().brief() + " " + t.stage().name().toLowerCase(Locale.ROOT))
        .orElse("-");
  }
}
