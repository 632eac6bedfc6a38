package io.longshore.loadtest.load;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads a workload from properties. A key it does not know is refused by name. */
final class WorkloadFile {
  private final String file;
  private final Properties values;
  private final Set<String> asked = new HashSet<>();

  private WorkloadFile(String file, Properties values) {
    this.file = file;
    this.values = values;
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException naming file and key
   */
  static Workload read(Path file) throws IOException {
    var values = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      values.load(reader);
    }
    String name = String.valueOf(file.getFileName()).replace(".properties", "");
    return new WorkloadFile(file.toString(), values).workload(name);
  }

  private Workload workload(String name) {
    int classes = count("classes", "10");
    double rate = positive("rate", "20");
    var workload =
        new Workload(
            name,
            count("seconds", "60"),
            whole("warm-up-seconds", "10"),
            rate,
            positive("to-rate", Double.toString(rate)),
            positive("burst-rate", Double.toString(rate)),
            whole("burst-every-seconds", "0"),
            whole("burst-seconds", "0"),
            classes,
            Tail.of(
                word("tail", "zipf", Tail.Form::valueOf), classes, positive("tail-strength", "1")),
            whole("shift-at-second", "0"),
            text("images", "drawn"),
            count("side", "28"),
            share("labelled-share", "1"),
            share("poison-share", "0"),
            word("via", "http", Workload.Via::valueOf),
            whole("retrain-at-second", "0"),
            (long) number("seed", "1"));
    var unknown = new TreeSet<>(values.stringPropertyNames());
    unknown.removeAll(asked);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: '%s' is none of %s".formatted(file, unknown.first(), new TreeSet<>(asked)));
    }
    return workload;
  }

  private String text(String key, String otherwise) {
    asked.add(key);
    return values.getProperty(key, otherwise).strip();
  }

  private <T> T word(String key, String otherwise, Function<String, T> reading) {
    String text = text(key, otherwise);
    try {
      return reading.apply(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("%s: %s cannot be '%s'".formatted(file, key, text), e);
    }
  }

  private double number(String key, String otherwise) {
    String text = text(key, otherwise);
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s: %s is a number, not '%s'".formatted(file, key, text), e);
    }
  }

  private double positive(String key, String otherwise) {
    return within(key, number(key, otherwise), Double.MIN_VALUE, 1e6);
  }

  private double share(String key, String otherwise) {
    return within(key, number(key, otherwise), 0, 1);
  }

  private int count(String key, String otherwise) {
    return (int) within(key, number(key, otherwise), 1, 1e6);
  }

  private int whole(String key, String otherwise) {
    return (int) within(key, number(key, otherwise), 0, 1e6);
  }

  private double within(String key, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "%s: %s is %s, must be from %s to %s".formatted(file, key, value, least, most));
    }
    return value;
  }
}
