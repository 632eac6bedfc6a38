package io.longshore.loadtest.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longshore.loadtest.process.ServiceNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What services print while faults are played: an error that no fault explains is one that nobody
 * would have noticed. Kafka's clients may say what they like of brokers that are killed under them:
 * what they could not do, a service of ours says too.
 */
final class LogWatch {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String KAFKA = "org.apache.kafka.";
  private static final int MOST_SHOWN = 240;

  /** The virtual machine's own last words; they are no objects. */
  private static final Pattern LAST_WORDS =
      Pattern.compile("OutOfMemoryError|A fatal error has been detected|^Exception in thread");

  private final Map<Path, Long> read = new HashMap<>();

  /** Errors printed since it was asked last, each with who printed it. */
  List<String> errors(Collection<ServiceNode> services) {
    var found = new ArrayList<String>();
    for (ServiceNode service : services) {
      Path file = service.printed();
      if (Files.exists(file)) {
        for (String line : newLines(file)) {
          error(line).ifPresent(what -> found.add(service.name() + " printed: " + what));
        }
      }
    }
    return List.copyOf(found);
  }

  /** A line that is not whole yet is left for the next time. */
  private List<String> newLines(Path file) {
    long from = read.getOrDefault(file, 0L);
    try (var in = Files.newInputStream(file)) {
      in.skipNBytes(Math.min(from, Files.size(file)));
      byte[] bytes = in.readAllBytes();
      int end = bytes.length;
      while (end > 0 && bytes[end - 1] != '\n') {
        end--;
      }
      read.put(file, from + end);
      return new String(bytes, 0, end, StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  /** What a line of a service complains of, if it is an error that it has to answer for. */
  static Optional<String> error(String line) {
    return complaint(line, false);
  }

  /** What a line complains of, whoever printed it: the brokers' loggers are Kafka's own. */
  static Optional<String> complaint(String line) {
    return complaint(line, true);
  }

  private static Optional<String> complaint(String line, boolean alsoKafkas) {
    if (!line.startsWith("{")) {
      return LAST_WORDS.matcher(line).find() ? Optional.of(shortened(line)) : Optional.empty();
    }
    try {
      JsonNode event = JSON.readTree(line);
      if (!event.path("level").asText().equals("ERROR")
          || (!alsoKafkas && event.path("loggerName").asText().startsWith(KAFKA))) {
        return Optional.empty();
      }
      String thrown = event.path("throwable").path("message").asText("");
      return Optional.of(
          shortened(
              event.path("formattedMessage").asText() + (thrown.isEmpty() ? "" : ": " + thrown)));
    } catch (IOException e) {
      return Optional.empty(); // cut off when its process was killed
    }
  }

  /**
   * When the newest line of a log was printed, by the clock of whoever printed it.
   *
   * @throws NoSuchElementException if no line says when
   */
  static Instant lastTime(Path file) {
    try (var lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith("{"))
          .map(LogWatch::time)
          .flatMap(Optional::stream)
          .reduce((before, last) -> last)
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  private static Optional<Instant> time(String line) {
    try {
      return Optional.of(Instant.ofEpochMilli(JSON.readTree(line).path("timestamp").asLong()));
    } catch (IOException e) {
      return Optional.empty(); // cut off when its process was killed
    }
  }

  private static String shortened(String text) {
    return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
  }
}
