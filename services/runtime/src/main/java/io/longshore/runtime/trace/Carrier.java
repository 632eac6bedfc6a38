package io.longshore.runtime.trace;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Where the headers of a trace are read: a request or a record. */
@FunctionalInterface
public interface Carrier {

  /** The header of this name, null if there is none. */
  @Nullable String header(String name);

  /** The headers of a record. */
  static Carrier of(Headers headers) {
    return name -> {
      Header last = headers.lastHeader(name);
      return last == null || last.value() == null ? null : new String(last.value(), US_ASCII);
    };
  }
}
