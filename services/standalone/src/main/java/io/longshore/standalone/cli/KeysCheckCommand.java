package io.longshore.standalone.cli;

import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.signature.Signature;
import io.longshore.runtime.signature.KeyUse;
import io.longshore.runtime.signature.SignatureCheck;
import io.longshore.runtime.signature.TrustedKeys;
import io.longshore.schemas.Topics;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists which models, and which plan, are signed with which key. */
@Command(
    name = "check",
    description =
        "Lists the models and the plan with the key that signed each, until when, and whether that"
            + " is so. With --trust, exits with 1 if anything is not signed as it should be.",
    mixinStandardHelpOptions = true)
final class KeysCheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(
      names = "--trust",
      paramLabel = "PATH",
      description = "Public keys to check against: files ID.pem, or directories of them.")
  private List<Path> trust = List.of();

  private final Table table = new Table("WHAT", "NAME", "KEY", "VALID UNTIL", "CHECKED");
  private int wrong;

  @Override
  public Integer call() {
    Optional<TrustedKeys> keys = keys();
    cluster.latest(Topics.MODELS).values().stream()
        .filter(model -> model.recipe().stream().equals(cluster.stream))
        .sorted(Comparator.comparing(ModelManifest::createdAt))
        .forEach(
            model ->
                row(
                    "model",
                    model.version().brief(),
                    model.signature(),
                    keys.map(k -> k.check(model))));
    Optional.ofNullable(cluster.latest(Topics.ROLLOUTS).get(cluster.stream))
        .ifPresent(
            plan ->
                row(
                    "plan",
                    Long.toString(plan.epoch()),
                    plan.signature(),
                    keys.map(k -> k.check(plan))));
    PrintWriter out = spec.commandLine().getOut();
    out.print(table);
    out.flush();
    return wrong == 0 ? 0 : Longshore.FAILED;
  }

  private Optional<TrustedKeys> keys() {
    if (trust.isEmpty()) {
      return Optional.empty();
    }
    var keys = new TrustedKeys(TrustedKeys.TOLERANCE, Clock.systemUTC());
    for (var key : TrustedKeys.read(trust).entrySet()) {
      keys = keys.with(key.getKey(), key.getValue(), EnumSet.allOf(KeyUse.class));
    }
    return Optional.of(keys);
  }

  private void row(
      String what, String name, Optional<Signature> signature, Optional<SignatureCheck> check) {
    if (check.isPresent() && !(check.get() instanceof SignatureCheck.Valid)) {
      wrong++;
    }
    table.row(
        what,
        name,
        signature.map(Signature::keyId).orElse("-"),
        signature.map(s -> s.expiresAt().toString()).orElse("-"),
        check
            .map(c -> c instanceof SignatureCheck.Valid ? "yes" : "no: " + c.words())
            .orElse("- (no --trust)"));
  }
}
