package io.longshore.console.state;

import io.longshore.domain.reject.Reject;
import io.longshore.domain.reject.RejectReason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A refused record without its payload. What strangers wrote is cut, and printable only.
 *
 * @param where it lies
 * @param bytes of the payload
 * @param begins the first of them, in hexadecimal
 */
public record KeptReject(
    String service,
    Instant at,
    RejectReason reason,
    String message,
    Optional<String> exception,
    String source,
    String key,
    SortedMap<String, String> headers,
    int bytes,
    String begins,
    String where) {
  private static final int TEXT = 200;
  private static final int MESSAGE = 1_000;
  private static final int HEADERS = 32;
  private static final int FIRST = 32;

  public static KeptReject of(Reject reject, String where) {
    var headers = new TreeMap<String, String>();
    reject.headers().entrySet().stream()
        .limit(HEADERS)
        .forEach(
            header ->
                headers.put(
                    printable(header.getKey().getBytes(StandardCharsets.UTF_8), TEXT),
                    printable(header.getValue(), TEXT)));
    return new KeptReject(
        cut(reject.service(), TEXT),
        reject.at(),
        reject.reason(),
        cut(reject.message(), MESSAGE),
        reject.exception().map(text -> cut(text, MESSAGE)),
        cut(reject.source(), TEXT),
        printable(reject.key(), TEXT),
        headers,
        reject.payload().length,
        HexFormat.ofDelimiter(" ")
            .formatHex(Arrays.copyOf(reject.payload(), Math.min(FIRST, reject.payload().length))),
        where);
  }

  private static String cut(String text, int most) {
    return text.length() > most ? text.substring(0, most) + "…" : text;
  }

  /** Bytes as ASCII; any other byte is written {@code \xNN}. */
  static String printable(byte[] bytes, int most) {
    var text = new StringBuilder();
    for (byte b : bytes) {
      if (text.length() >= most) {
        return text + "…";
      }
      if (b >= ' ' && b <= '~' && b != '\\') {
        text.append((char) b);
      } else {
        text.append("\\x").append(HexFormat.of().toHexDigits(b));
      }
    }
    return text.toString();
  }
}
