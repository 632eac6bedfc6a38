package io.longshore.loadtest.tracker;

import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.label.Label;
import io.longshore.loadtest.process.EmptyFolder;
import io.longshore.loadtest.process.JavaProcess;
import io.longshore.runtime.kafka.TopicWriter;
import io.longshore.schemas.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Kills the tracker again and again while labels come at a fixed rate, and then holds the count of
 * every class against the truth. One image in twenty is labelled twice.
 */
@Command(
    name = "loadtest/run tracker-kills",
    description = "Kills the tracker under load and compares every count with the truth.",
    mixinStandardHelpOptions = true,
    exitCodeOnExecutionException = 2)
public final class TrackerKillTest implements Callable<Integer> {
  private static final Duration SETTLING = Duration.ofMinutes(2);
  private static final int CLASSES = 1_000;
  private static final int TWICE = 20;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--class-path",
      description = "Class path of the launcher (default: ${DEFAULT-VALUE}).",
      defaultValue = "services/standalone/target/lib/*")
  private String classPath = "";

  @Option(
      names = "--directory",
      required = true,
      converter = EmptyFolder.class,
      description = "An empty folder.")
  private Path directory = Path.of("");

  @Option(
      names = "--rate",
      description = "Labels a second (default: ${DEFAULT-VALUE}).",
      defaultValue = "5000")
  private int rate;

  @Option(
      names = "--kills",
      description = "How often (default: ${DEFAULT-VALUE}).",
      defaultValue = "3")
  private int kills;

  @Option(
      names = "--seed",
      description = "Decides labels and moments (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private long seed;

  private volatile boolean sending = true;
  private volatile long sent;
  private final AtomicReference<Throwable> lost = new AtomicReference<>();

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new TrackerKillTest()).execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    var truth = new Truth(CLASSES, seed);
    try (var deployment = new Deployment(classPath, directory)) {
      JavaProcess tracker = deployment.startTracker();
      deployment.awaitReady(tracker);
      try (var writer =
              deployment.kafka().writer(Topics.LABELS, "load-test", Map.of("linger.ms", "5"));
          var latest = new LatestCounts(deployment.kafka())) {
        var sender = new Thread(() -> send(truth, writer), "sender");
        sender.start();
        tracker = killAgainAndAgain(deployment, tracker, latest);
        sending = false;
        sender.join();
        latest.await(truth.labels(), SETTLING);
        Thread.sleep(2_000); // what is counted twice would still come
        return report(truth, latest.get());
      } finally {
        tracker.close();
      }
    }
  }

  private JavaProcess killAgainAndAgain(
      Deployment deployment, JavaProcess first, LatestCounts latest) throws InterruptedException {
    var random = new Random(seed);
    JavaProcess tracker = first;
    long counted = 0;
    say("kill   sent        counted     exit   ready again after");
    for (int kill = 1; kill <= kills; kill++) {
      Thread.sleep(4_000 + random.nextInt(4_000));
      awaitCounting(latest, counted);
      long sentThen = sent;
      int exit = tracker.kill();
      long dead = System.nanoTime();
      counted = latest.get().labels();
      tracker = deployment.startTracker();
      deployment.awaitReady(tracker);
      say(
          "%4d   %9d   %9d   %4d   %.1f s",
          kill, sentThen, counted, exit, (System.nanoTime() - dead) / 1e9);
    }
    Thread.sleep(4_000);
    return tracker;
  }

  /** A kill shows nothing unless this life has counted something, a second's labels at least. */
  private void awaitCounting(LatestCounts latest, long before) throws InterruptedException {
    long counted = latest.await(before + rate, SETTLING);
    if (counted < before + rate) {
      throw new IllegalStateException(
          "within %s the tracker counted %,d labels after %,d before it was killed last"
              .formatted(SETTLING, counted, before));
    }
  }

  /** At the rate, however late a single label is. */
  private void send(Truth truth, TopicWriter<ImageId, Label> writer) {
    long begin = System.nanoTime();
    var again = new ArrayList<Label>();
    for (long number = 0; sending; number++) {
      LockSupport.parkNanos(begin + (long) (number * 1e9 / rate) - System.nanoTime());
      boolean repeat = number % TWICE == TWICE - 1;
      Label label = repeat ? again.remove(0) : truth.next();
      if (number % TWICE == 0) {
        again.add(label);
      }
      var unused =
          writer
              .send(label.image(), label)
              .whenComplete((written, failure) -> lost.compareAndSet(null, failure));
      sent = number + 1;
    }
  }

  private int report(Truth truth, ClassFrequencies counted) {
    List<String> differences = truth.differences(counted);
    long offsets = counted.offsets().values().stream().mapToLong(Long::longValue).sum();
    say("");
    say("labels sent                   %,d, %,d of them twice", sent, sent - truth.labels());
    say("counted, each image once      %,d of %,d", counted.labels(), truth.labels());
    say("independent units             %,d", counted.units());
    say("classes                       %,d of %,d", counted.classes().size(), truth.classes());
    say("records contained             %,d of %,d", offsets, sent);
    differences.stream().limit(10).forEach(difference -> say("WRONG %s", difference));
    boolean exact = differences.isEmpty() && offsets == sent && lost.get() == null;
    say(exact ? "every count equals the truth" : "FAILED, %d counts differ", differences.size());
    return exact ? 0 : 1;
  }

  private void say(String text, Object... values) {
    spec.commandLine().getOut().println(String.format(Locale.ROOT, text, values));
    spec.commandLine().getOut().flush();
  }
}
