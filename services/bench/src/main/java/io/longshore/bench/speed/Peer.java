package io.longshore.bench.speed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Another program that measures the same loop, and whose last line is JSON: {@code
 * {"imagesPerSecond": [{"variant": "...", "median": 1.0}]}}.
 *
 * @param command how to start it, for one round
 */
public record Peer(List<String> command) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public Peer {
    command = List.copyOf(command);
  }

  /**
   * Images a second of each of its variants, in its order.
   *
   * @throws IllegalStateException with what it printed, if it fails or prints something else
   */
  public Map<String, Double> round() {
    List<String> lines = run();
    try {
      JsonNode rows =
          JSON.readTree(lines.isEmpty() ? "" : lines.get(lines.size() - 1)).path("imagesPerSecond");
      Map<String, Double> speeds = new LinkedHashMap<>();
      rows.forEach(row -> speeds.put(row.path("variant").asText(), row.path("median").asDouble()));
      if (speeds.isEmpty()) {
        throw strange(lines);
      }
      return speeds;
    } catch (JsonProcessingException e) {
      throw strange(lines);
    }
  }

  private IllegalStateException strange(List<String> lines) {
    return new IllegalStateException(
        String.join(" ", command) + " printed no speeds but: " + String.join("\n", lines));
  }

  private List<String> run() {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      List<String> lines = new ArrayList<>(process.inputReader().lines().toList());
      int exit = process.waitFor();
      if (exit != 0) {
        throw new IllegalStateException(
            String.join(" ", command) + " ended with " + exit + ": " + String.join("\n", lines));
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + String.join(" ", command), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the peer was running", e);
    }
  }
}
