package io.longshore.standalone.cli;

import io.longshore.schemas.Writer;
import io.longshore.standalone.doctor.Examination;
import io.longshore.standalone.doctor.Finding;
import io.longshore.standalone.doctor.FolderCheck;
import io.longshore.standalone.doctor.GpuCheck;
import io.longshore.standalone.doctor.JavaCheck;
import io.longshore.standalone.doctor.Level;
import io.longshore.standalone.doctor.LimitsCheck;
import io.longshore.standalone.doctor.NativeLibraryCheck;
import io.longshore.standalone.doctor.PortCheck;
import io.longshore.standalone.doctor.RunnableFilesCheck;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks at all that Longshore stands on. */
@Command(
    name = "doctor",
    description = {
      "Looks at all that Longshore stands on, this machine and Kafka, and says of each thing whether"
          + " it is well, what was found, and what to do.",
      "It changes nothing. Temporary files are gone when it ends."
    },
    mixinStandardHelpOptions = true,
    exitCodeList = "1:a fault was found, or the command failed",
    footer = {
      "",
      "Examples:",
      "  longshore doctor",
      "  longshore doctor -b kafka.example.org:9093 --command-config tls.properties -o json",
      "  longshore doctor --service scorer   # faults in what a scorer's login may do"
    })
final class DoctorCommand implements Callable<Integer> {
  private static final long GIB = 1L << 30;

  /** Set where native libraries lie unpacked, as in our images: nothing is unpacked then. */
  private static final String UNPACKED = "onnxruntime.native.path";

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Mixin private LayoutOptions layout = new LayoutOptions();

  @Mixin private OutputOptions output = new OutputOptions();

  @Option(
      names = "--data-directory",
      paramLabel = "DIR",
      description = "Where services keep their files (default: ${DEFAULT-VALUE}).",
      defaultValue = "data/up")
  private Path directory = Path.of("data", "up");

  @Option(
      names = "--service",
      paramLabel = "SERVICE",
      completionCandidates = Choices.Services.class,
      description =
          "Whose login --command-config has: ingest, tracker, trainer, rollout, scorer or operator.")
  private Optional<Writer> service = Optional.empty();

  @Override
  public Integer call() {
    var examination = new Examination(finding -> say(finding));
    machine(examination);
    new KafkaExamination(cluster, layout, service).on(examination);
    List<Finding> findings = examination.findings();
    output.print(screen -> summary(findings), () -> Fields.json(fields(findings)));
    return findings.stream().anyMatch(f -> f.level() == Level.FAULT)
        ? ExitCode.FAILED
        : ExitCode.OK;
  }

  private void machine(Examination examination) {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    examination
        .of(JavaCheck.here())
        .of(LimitsCheck.here())
        .of(new FolderCheck("data", directory, GIB, 10 * GIB, "--data-directory"));
    if (System.getProperty(UNPACKED) == null) {
      examination
          .of(new FolderCheck("temporary", temporary, GIB / 2, GIB, "-Djava.io.tmpdir=DIR"))
          .of(new RunnableFilesCheck(temporary));
    } else {
      examination.of(
          new FolderCheck("temporary", temporary, GIB / 128, GIB / 32, "-Djava.io.tmpdir=DIR"));
    }
    examination
        .of(new NativeLibraryCheck(PATIENCE))
        .of(GpuCheck.nvidia())
        .of(new PortCheck(9092, "Kafka broker of 'up'", "--kafka-port"))
        .of(new PortCheck(8080, "images", "--http-port"))
        .of(new PortCheck(9464, "metrics and health", "--admin-port"));
  }

  /** While it goes on: some checks take seconds. */
  private void say(Finding finding) {
    if (!output.isJson()) {
      output.say(FindingView.text(finding, output.screen()));
    }
  }

  private static String summary(List<Finding> findings) {
    return "%d ok, %d warnings, %d faults%n"
        .formatted(
            count(findings, Level.OK),
            count(findings, Level.WARNING),
            count(findings, Level.FAULT));
  }

  private static long count(List<Finding> findings, Level level) {
    return findings.stream().filter(f -> f.level() == level).count();
  }

  private static List<Fields> fields(List<Finding> findings) {
    return findings.stream().map(FindingView::fields).toList();
  }
}
