package io.longshore.tracker.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.longshore.runtime.admin.Page;
import io.longshore.runtime.admin.PageAnswer;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.Optional;

/**
 * The stream as counted now. One process of the deployment counts it; the others send whoever asks
 * there.
 *
 * @param stream the only one known
 * @param latest of this process
 * @param elsewhere where another process counts the stream
 */
public record FrequenciesPage(String stream, LatestCounts latest, Elsewhere elsewhere)
    implements Page {
  public static final String PATH = "/frequencies";

  /** Which other process counts the stream. */
  public interface Elsewhere {
    /** Such as {@code http://10.0.0.7:9464}; empty if it is this one, or not known now. */
    Optional<String> address();
  }

  @Override
  public PageAnswer answer(URI request) {
    Optional<String> other = asked(request).filter(name -> !name.equals(stream));
    if (other.isPresent()) {
      return PageAnswer.why(
          404,
          "stream %s is not counted here, stream %s is (longshore.stream)"
              .formatted(other.get(), stream));
    }
    Optional<CountedNow> counted = latest.get();
    if (counted.isPresent()) {
      return PageAnswer.json(FrequenciesJson.of(counted.get()));
    }
    return elsewhere
        .address()
        .map(address -> PageAnswer.elsewhere(address + request))
        .orElseGet(
            () -> PageAnswer.later("the counts are being restored or handed over; ask again"));
  }

  private static Optional<String> asked(URI request) {
    return Optional.ofNullable(request.getRawQuery()).stream()
        .flatMap(query -> Arrays.stream(query.split("&")))
        .filter(parameter -> parameter.startsWith("stream="))
        .map(parameter -> URLDecoder.decode(parameter.substring("stream=".length()), UTF_8))
        .findFirst();
  }
}
