package io.longshore.runtime.topic;

import io.longshore.schemas.Topic;
import java.util.regex.Pattern;

/**
 * Full names of the topics of one deployment.
 *
 * @param prefix put before every topic name, so that deployments can share a cluster; may be empty
 */
public record TopicNames(String prefix) {
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._-]{0,100}");

  public TopicNames {
    if (!SHAPE.matcher(prefix).matches()) {
      throw new IllegalArgumentException(
          "topic prefix '" + prefix + "' may have up to 100 characters of A-Z a-z 0-9 . _ -");
    }
  }

  public String of(Topic<?, ?> topic) {
    return prefix + topic.name();
  }

  /** A consumer group or transactional id of this deployment. */
  public String group(String service) {
    return prefix + "longshore-" + service;
  }
}
