package io.longshore.loadtest.peer;

import io.longshore.loadtest.process.JavaProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program that measures itself after a warm-up of its own and prints the rate last; its start is
 * in no number.
 *
 * @param arguments main class and what it is called with
 * @param rate has it as its first group
 * @param printed where it prints, anew in each round
 */
record Program(String name, String classPath, List<String> arguments, Pattern rate, Path printed)
    implements WayIn {
  /** The same for every program that is compared. */
  private static final String HEAP = "-Xmx512m";

  @Override
  public double imagesPerSecond() throws InterruptedException {
    var options = new ArrayList<String>();
    options.add(HEAP);
    options.addAll(arguments);
    try {
      Files.deleteIfExists(printed);
      JavaProcess.start(name, classPath, options, Map.of(), printed).await();
      return last(Files.readString(printed));
    } catch (IOException e) {
      throw new UncheckedIOException(printed + " cannot be read", e);
    }
  }

  private double last(String text) {
    Matcher matcher = rate.matcher(text);
    double found = Double.NaN;
    while (matcher.find()) {
      found = Double.parseDouble(matcher.group(1));
    }
    if (Double.isNaN(found)) {
      throw new IllegalStateException(name + " printed no rate; see " + printed);
    }
    return found;
  }
}
