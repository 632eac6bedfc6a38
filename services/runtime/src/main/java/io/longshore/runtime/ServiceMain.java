package io.longshore.runtime;

import io.longshore.runtime.config.ProcessSettings;
import io.longshore.runtime.config.Settings;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The main of a process with one service: settings from the file named by {@code LONGSHORE_CONFIG}
 * and the environment, then run until SIGTERM or until a part breaks (exit 1, so that the platform
 * starts the process again).
 */
public final class ServiceMain {

  private ServiceMain() {}

  /**
   * Runs the service; returns the exit status: 143 after SIGTERM, as shells and platforms count.
   */
  public static int run(ServiceFactory factory, Map<String, String> environment) {
    var stop = new StopSignal();
    var broken = new AtomicReference<String>();
    Launcher launcher;
    try {
      Settings settings =
          Settings.load(environment, Map.of(), Set.of(ProcessSettings.class, factory.settings()));
      launcher =
          new Launcher(
              settings,
              List.of(factory),
              Clock.systemUTC(),
              reason -> {
                broken.compareAndSet(null, reason);
                stop.endWaiting();
              });
    } catch (RuntimeException e) {
      System.err.println(inWords(e));
      return 1;
    }
    try (launcher) {
      stop.listen();
      stop.await();
    }
    if (broken.get() != null) {
      System.err.println("stopped: " + broken.get());
      return 1;
    }
    return stop.status().orElse(0);
  }

  /** The message and those of the causes: Kafka's clients say what is wrong only in a cause. */
  private static String inWords(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .map(e -> Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName()))
        .distinct()
        .collect(Collectors.joining("\n  because: "));
  }
}
