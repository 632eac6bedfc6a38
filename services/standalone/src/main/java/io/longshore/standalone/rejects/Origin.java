package io.longshore.standalone.rejects;

import io.longshore.schemas.Topic;
import io.longshore.schemas.Topics;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a refused record lies on its topic.
 *
 * @param topic one of Longshore's
 */
public record Origin(Topic<?, ?> topic, int partition, long offset) {
  private static final Pattern TEXT = Pattern.compile("([a-z-]+)/([0-9]{1,9})@([0-9]{1,18})");

  /** Reads the source of a reject; empty if it came from elsewhere, such as an HTTP request. */
  public static Optional<Origin> of(String source) {
    Matcher found = TEXT.matcher(source);
    if (!found.matches()) {
      return Optional.empty();
    }
    return Topics.all().stream()
        .filter(topic -> topic.name().equals(found.group(1)))
        .findFirst()
        .map(
            topic ->
                new Origin(
                    topic, Integer.parseInt(found.group(2)), Long.parseLong(found.group(3))));
  }

  /** As a source of rejects. */
  @Override
  public String toString() {
    return topic + "/" + partition + "@" + offset;
  }
}
