package io.longshore.schemas;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A record's value as it lies on a topic: bytes, and headers by name.
 *
 * <p>Kafka allows a header name to repeat; Longshore writes each once and reads the last. The
 * arrays are not copied.
 */
public record Encoded(byte[] bytes, Map<String, byte[]> headers) {

  public Encoded {
    // Most records have one header, and a map of one has one order.
    headers =
        headers.size() == 1
            ? Map.copyOf(headers)
            : Collections.unmodifiableMap(new TreeMap<>(headers));
  }

  public Optional<byte[]> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Encoded that
        && Arrays.equals(bytes, that.bytes)
        && headers.keySet().equals(that.headers.keySet())
        && headers.entrySet().stream()
            .allMatch(e -> Arrays.equals(e.getValue(), that.headers.get(e.getKey())));
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(bytes) + headers.keySet().hashCode();
  }
}
