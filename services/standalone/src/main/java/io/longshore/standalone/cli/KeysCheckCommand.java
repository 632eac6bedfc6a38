package io.longshore.standalone.cli;

import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.signature.Signature;
import io.longshore.runtime.signature.KeyUse;
import io.longshore.runtime.signature.SignatureCheck;
import io.longshore.runtime.signature.TrustedKeys;
import io.longshore.schemas.Topics;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists which models, and which plan, are signed with which key. */
@Command(
    name = "check",
    description =
        "Lists the models and the plan with the key that signed each, until when, and whether that"
            + " is so. With --trust, exits with 1 if anything is not signed as it should be.",
    mixinStandardHelpOptions = true,
    exitCodeList = "1:something is not signed as it should be, or the command failed",
    footer = {"", "Example:", "  longshore keys check --trust keys -o json"})
final class KeysCheckCommand implements Callable<Integer> {
  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Mixin private OutputOptions output = new OutputOptions();

  @Option(
      names = "--trust",
      paramLabel = "PATH",
      description = "Public keys to check against: files ID.pem, or directories of them.")
  private List<Path> trust = List.of();

  /** Something signed, or not. */
  private record Row(
      String what, String name, Optional<Signature> signature, Optional<SignatureCheck> check) {

    boolean isWrong() {
      return check.filter(c -> !(c instanceof SignatureCheck.Valid)).isPresent();
    }

    Fields fields() {
      return new Fields()
          .put("what", what)
          .put("name", name)
          .put("key", signature.map(Signature::keyId))
          .put("validUntil", signature.map(s -> s.expiresAt().toString()))
          .put("checked", check.map(c -> isWrong() ? "wrong" : "valid"))
          .put("words", check.map(SignatureCheck::words));
    }
  }

  @Override
  public Integer call() {
    Optional<TrustedKeys> keys = keys();
    var rows = new ArrayList<Row>();
    cluster.latest(Topics.MODELS).values().stream()
        .filter(model -> model.recipe().stream().equals(cluster.stream))
        .sorted(Comparator.comparing(ModelManifest::createdAt))
        .map(
            model ->
                new Row(
                    "model",
                    model.version().brief(),
                    model.signature(),
                    keys.map(k -> k.check(model))))
        .forEach(rows::add);
    Optional.ofNullable(cluster.latest(Topics.ROLLOUTS).get(cluster.stream))
        .map(
            plan ->
                new Row(
                    "plan",
                    Long.toString(plan.epoch()),
                    plan.signature(),
                    keys.map(k -> k.check(plan))))
        .ifPresent(rows::add);
    output.print(
        screen -> table(rows).on(screen),
        () -> Fields.json(rows.stream().map(Row::fields).toList()));
    return rows.stream().anyMatch(Row::isWrong) ? ExitCode.FAILED : ExitCode.OK;
  }

  private static Table table(List<Row> rows) {
    var table = new Table("WHAT", "NAME", "KEY", "VALID UNTIL", "CHECKED");
    for (Row row : rows) {
      table.row(
          row.what(),
          row.name(),
          row.signature().map(Signature::keyId).orElse("-"),
          row.signature().map(s -> s.expiresAt().toString()).orElse("-"),
          row.check()
              .map(c -> row.isWrong() ? "no: " + c.words() : "yes")
              .orElse("- (no --trust)"));
    }
    return table;
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
}
