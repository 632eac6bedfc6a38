package io.longshore.ssd.golden;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * One file of golden tensors, and what a test found beside them.
 *
 * <p>A test records what it computed under the names that the file expects, and at its end asserts
 * that all of it agrees. The differences then lie in {@code target/golden-differences}.
 */
public final class GoldenFile {
  /** Relative to the larger of 1 and the number expected. */
  private static final double TOLERANCE = 1e-4;

  private static final Path REPORTS = Path.of("target", "golden-differences");

  private final String name;
  private final Map<String, GoldenTensor> given = new LinkedHashMap<>();
  private final Map<String, GoldenTensor> expected = new LinkedHashMap<>();
  private final Map<String, float[]> actual = new LinkedHashMap<>();

  private GoldenFile(String name) {
    this.name = name;
  }

  public static GoldenFile open(String name) {
    GoldenFile file = new GoldenFile(name);
    InputStream resource =
        Objects.requireNonNull(GoldenFile.class.getResourceAsStream(name + ".txt"), name);
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(resource, StandardCharsets.US_ASCII))) {
      lines.lines().forEach(file::read);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the golden tensors " + name, e);
    }
  }

  private void read(String line) {
    String[] parts = line.split(" ", 4);
    Map<String, GoldenTensor> tensors = parts[0].equals("given") ? given : expected;
    tensors.put(parts[1], GoldenTensor.parse(parts[2], parts[3]));
  }

  public GoldenTensor given(String tensor) {
    return Objects.requireNonNull(given.get(tensor), tensor);
  }

  /** Notes what was computed where the file expects {@code tensor}. */
  public void record(String tensor, float... values) {
    actual.put(tensor, values);
  }

  public void record(String tensor, NDArray values) {
    record(tensor, values.toFloatArray());
  }

  /** Everything expected was recorded, and is close. */
  public void assertAgreement() {
    report();
    assertThat(actual.keySet()).containsExactlyInAnyOrderElementsOf(expected.keySet());
    List<String> apart =
        expected.entrySet().stream()
            .filter(e -> !(e.getValue().relativeDifference(found(e.getKey())) <= TOLERANCE))
            .map(e -> row(e.getKey(), e.getValue()))
            .toList();
    assertThat(apart).as("tensors of %s that differ by more than %s", name, TOLERANCE).isEmpty();
  }

  private void report() {
    List<String> rows =
        expected.entrySet().stream().map(e -> row(e.getKey(), e.getValue())).toList();
    try {
      Files.createDirectories(REPORTS);
      Files.write(REPORTS.resolve(name + ".txt"), rows);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + REPORTS, e);
    }
  }

  private String row(String tensor, GoldenTensor value) {
    float[] found = found(tensor);
    return String.format(
        Locale.ROOT,
        "%s %s: largest difference %.1e, relative %.1e",
        name,
        tensor,
        value.absoluteDifference(found),
        value.relativeDifference(found));
  }

  private float[] found(String tensor) {
    return actual.getOrDefault(tensor, new float[0]);
  }
}
