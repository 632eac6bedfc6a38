package io.longshore.standalone.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sets values of the policy. */
@Command(
    name = "set",
    description = {
      "Sets values of the policy; the tracker decides by them from its next bucket on.",
      "A file replaces everything that is set but the state; KEY=VALUE changes one value, and KEY="
          + " takes it back to the tracker's setting."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  longshore policy set effect-floor=0.1 rebalance-per-day=24 --reason 'costs'",
      "  longshore policy set effect-floor=",
      "  longshore policy set --file night.properties"
    })
final class PolicySetCommand implements Runnable {
  private static final String STATE = "state";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private PolicyOptions policy = new PolicyOptions();

  @Parameters(paramLabel = "KEY=VALUE", arity = "0..*", description = "Values to set.")
  private List<String> values = List.of();

  @Option(names = "--file", paramLabel = "FILE", description = "A file of properties.")
  private Optional<Path> file = Optional.empty();

  @Option(names = "--reason", description = "Why, for the record.")
  private String reason = "gave no reason";

  @Override
  public void run() {
    if (values.isEmpty() && file.isEmpty()) {
      throw new WrongUsageException(
          "nothing to set: give KEY=VALUE or --file; './longshore policy show' lists the keys");
    }
    SortedMap<String, String> before = policy.overrides().values();
    SortedMap<String, String> set = new TreeMap<>(before);
    file.map(PolicyFile::read)
        .ifPresent(
            read -> {
              set.keySet().retainAll(List.of(STATE));
              set.putAll(read);
            });
    values.forEach(value -> Assignment.parse(value, "effect-floor=0.1").change(set));
    PrintWriter out = spec.commandLine().getOut();
    out.print(policy.set(set, reason, Longshore.screen(spec)));
    out.flush();
  }
}
