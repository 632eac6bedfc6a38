package io.longshore.standalone.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.longshore.domain.reject.Reject;
import java.util.Base64;
import java.util.List;

/** A reject for people, its beginning; and for machines, the whole of it. */
final class RejectView {
  private static final int TEXT_SHOWN = 4_000;
  private static final int HEADER_SHOWN = 200;
  private static final int BYTES_SHOWN = 256;

  private RejectView() {}

  static String text(Reject reject) {
    var text = new StringBuilder();
    text.append(
        "source    %s%nservice   %s%nreason    %s%nat        %s%nmessage   %s%n"
            .formatted(
                Printable.of(reject.source()),
                Printable.of(reject.service()),
                reject.reason(),
                reject.at(),
                Printable.of(reject.message(), TEXT_SHOWN)));
    reject
        .exception()
        .ifPresent(e -> text.append("exception %s%n".formatted(Printable.of(e, TEXT_SHOWN))));
    text.append(
        "key       %s%n"
            .formatted(
                reject.key().length == 0 ? "none" : Printable.of(reject.key(), HEADER_SHOWN)));
    reject
        .headers()
        .forEach(
            (name, value) ->
                text.append(
                    "header    %s = %s (%,d bytes)%n"
                        .formatted(
                            Printable.of(name, HEADER_SHOWN),
                            Printable.of(value, HEADER_SHOWN),
                            value.length)));
    return text.append(
            "payload   %,d bytes%n%s"
                .formatted(reject.payload().length, HexDump.of(reject.payload(), BYTES_SHOWN)))
        .toString();
  }

  /** Bytes in Base64: what was refused need not be text. */
  static Fields fields(Reject reject) {
    List<Fields> headers =
        reject.headers().entrySet().stream()
            .map(
                e ->
                    new Fields()
                        .put("name", e.getKey())
                        .put("text", new String(e.getValue(), UTF_8))
                        .put("base64", base64(e.getValue())))
            .toList();
    return new Fields()
        .put("service", reject.service())
        .put("source", reject.source())
        .put("reason", reject.reason().name())
        .put("message", reject.message())
        .put("exception", reject.exception())
        .put("at", reject.at())
        .put("keyBase64", base64(reject.key()))
        .list("headers", headers)
        .put("bytes", reject.payload().length)
        .put("payloadBase64", base64(reject.payload()));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
