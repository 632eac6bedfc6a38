package io.longshore.standalone.status;

import io.longshore.runtime.lag.Lag;
import io.longshore.runtime.lag.LagReader;
import io.longshore.runtime.lag.LagUnknownException;
import io.longshore.runtime.topic.TopicNames;
import io.longshore.schemas.Topic;
import io.longshore.schemas.Topics;
import io.longshore.schemas.Writer;
import java.util.OptionalLong;

/**
 * How far behind the stream its readers are, as {@link Lag} means it.
 *
 * @param images not predicted yet; empty if the topic is not there or the cluster does not say
 * @param labels not counted yet; the same
 */
public record Behind(OptionalLong images, OptionalLong labels) {

  /** Nobody says. */
  public static final Behind UNKNOWN = new Behind(OptionalLong.empty(), OptionalLong.empty());

  /** Asks the cluster. */
  public static Behind ask(LagReader reader, TopicNames names) {
    try {
      return of(reader.read(), names);
    } catch (LagUnknownException e) {
      return UNKNOWN; // with ACLs this may be all that an operator may not see
    }
  }

  static Behind of(Lag lag, TopicNames names) {
    return new Behind(
        records(lag, names, Writer.SCORER, Topics.IMAGES),
        records(lag, names, Writer.TRACKER, Topics.LABELS));
  }

  private static OptionalLong records(Lag lag, TopicNames names, Writer reader, Topic<?, ?> topic) {
    return lag.topics().stream()
        .filter(one -> one.group().equals(names.group(reader.service())))
        .filter(one -> one.topic().equals(names.of(topic)))
        .mapToLong(one -> one.records())
        .findFirst();
  }
}
