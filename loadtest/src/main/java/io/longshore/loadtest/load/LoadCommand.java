package io.longshore.loadtest.load;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Load against a running Longshore, and comparisons of what came of it. */
@Command(
    name = "loadtest/run load",
    description = "Sends load by a fixed schedule, measures it, and looks for losses and repeats.",
    mixinStandardHelpOptions = true,
    exitCodeOnExecutionException = 2)
public final class LoadCommand {
  @Spec private CommandSpec spec = CommandSpec.create();

  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new LoadCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(arguments));
  }

  @Command(name = "run", description = "Runs a workload.", mixinStandardHelpOptions = true)
  int run(
      @Parameters(paramLabel = "WORKLOAD", description = "A file of loadtest/workloads.") Path file,
      @Option(
              names = {"-b", "--bootstrap-servers"},
              defaultValue = "127.0.0.1:9092",
              description = "Kafka (default: ${DEFAULT-VALUE}).")
          String bootstrapServers,
      @Option(
              names = "--ingest",
              defaultValue = "http://127.0.0.1:8080",
              description = "Where images go (default: ${DEFAULT-VALUE}).")
          URI ingest,
      @Option(
              names = "--scoring",
              defaultValue = "EXPECTED",
              description = "${COMPLETION-CANDIDATES}: whether scorers run (default: EXPECTED).")
          LoadRun.Scoring scoring,
      @Option(
              names = "--to",
              defaultValue = "loadtest/target/results",
              description = "Folder of the report (default: ${DEFAULT-VALUE}).")
          Path folder)
      throws IOException, InterruptedException {
    Workload workload = WorkloadFile.read(file);
    say(
        String.format(
            Locale.ROOT,
            "%s: %d s, seed %d",
            workload.name(),
            workload.seconds(),
            workload.seed()));
    LoadResult result = new LoadRun(workload, bootstrapServers, scoring).run(ingest);
    String name = workload.name() + "-" + System.currentTimeMillis();
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(name + ".svg"), ResultPicture.of(result));
    List<String> text = ResultText.of(result, name + ".svg");
    Files.write(folder.resolve(name + ".md"), text);
    ResultJson.write(result, folder.resolve(name + ".json"));
    text.forEach(this::say);
    return result.violations().isEmpty() ? 0 : 1;
  }

  @Command(
      name = "compare",
      description = "Compares runs, or folders of repeated runs, beyond their noise.",
      mixinStandardHelpOptions = true)
  int compare(
      @Parameters(paramLabel = "BEFORE", description = "A .json file, or a folder of them.")
          Path before,
      @Parameters(paramLabel = "AFTER", description = "The same.") Path after)
      throws IOException {
    Comparison.of(before, after).forEach(this::say);
    return 0;
  }

  private void say(String text) {
    spec.commandLine().getOut().println(text);
    spec.commandLine().getOut().flush();
  }
}
