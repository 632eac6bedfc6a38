package io.longshore.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.longshore.domain.reject.Reject;
import io.longshore.domain.reject.RejectReason;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rejects: the value is the refused payload exactly as it came, so that it can be looked at and
 * sent again; why it was refused is in headers.
 */
final class RejectCodec implements Codec<Reject> {
  static final SchemaId SCHEMA = new SchemaId("reject", 1);

  private static final String PREFIX = "longshore-reject-";

  /** Put before the name of each header that the refused record had. */
  private static final String ORIGINAL = "longshore-original-";

  @Override
  public Encoded encode(Reject value) {
    var headers = new TreeMap<String, byte[]>();
    headers.put(SchemaId.HEADER, SCHEMA.bytes());
    headers.put(PREFIX + "service", value.service().getBytes(UTF_8));
    headers.put(PREFIX + "reason", value.reason().name().getBytes(UTF_8));
    headers.put(PREFIX + "message", value.message().getBytes(UTF_8));
    value.exception().ifPresent(text -> headers.put(PREFIX + "exception", text.getBytes(UTF_8)));
    headers.put(PREFIX + "source", value.source().getBytes(UTF_8));
    headers.put(PREFIX + "time", value.at().toString().getBytes(UTF_8));
    if (value.key().length > 0) {
      headers.put(PREFIX + "key", value.key());
    }
    value.headers().forEach((name, content) -> headers.put(ORIGINAL + name, content));
    return new Encoded(value.payload(), headers);
  }

  @Override
  public Reject decode(Encoded encoded) {
    SCHEMA.check(encoded);
    var headers = new Headers(SCHEMA, encoded);
    return new Reject(
        headers.required(PREFIX + "service"),
        headers.required(PREFIX + "reason", RejectCodec::reason),
        headers.required(PREFIX + "message"),
        headers.optional(PREFIX + "exception"),
        headers.required(PREFIX + "source"),
        encoded.header(PREFIX + "key").orElse(new byte[0]),
        original(encoded),
        encoded.bytes(),
        headers.time(PREFIX + "time"));
  }

  private static Map<String, byte[]> original(Encoded encoded) {
    var headers = new TreeMap<String, byte[]>();
    encoded
        .headers()
        .forEach(
            (name, content) -> {
              if (name.startsWith(ORIGINAL)) {
                headers.put(name.substring(ORIGINAL.length()), content);
              }
            });
    return headers;
  }

  private static RejectReason reason(String name) {
    try {
      return RejectReason.valueOf(name);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'" + name + "' is no reason this reader knows", e);
    }
  }
}
