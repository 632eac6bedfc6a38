package io.longshore.runtime.access;

import io.longshore.runtime.topic.TopicNames;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What may be done with a resource of the cluster, or with all whose names begin alike.
 *
 * @param type what it is
 * @param pattern LITERAL for its name, PREFIXED for how names begin
 * @param name without the deployment's prefix
 * @param operations allowed; one that another of them implies, as Read does Describe, is left out
 */
public record Right(
    ResourceType type, PatternType pattern, String name, Set<AclOperation> operations) {
  private static final Set<AclOperation> IMPLY_DESCRIBE =
      Set.of(AclOperation.READ, AclOperation.WRITE, AclOperation.DELETE, AclOperation.ALTER);

  public Right {
    if (operations.isEmpty()) {
      throw new IllegalArgumentException("a right to do nothing with %s %s".formatted(type, name));
    }
    Set<AclOperation> least = EnumSet.copyOf(operations);
    if (!Collections.disjoint(least, IMPLY_DESCRIBE)) {
      least.remove(AclOperation.DESCRIBE);
    }
    operations = Collections.unmodifiableSet(least);
  }

  /** What it is about, in a deployment. */
  public ResourcePattern resource(TopicNames names) {
    return new ResourcePattern(type, names.prefix() + name, pattern);
  }

  boolean isAbout(ResourceType otherType, PatternType otherPattern, String otherName) {
    return type == otherType && pattern == otherPattern && name.equals(otherName);
  }

  Right with(Set<AclOperation> more) {
    Set<AclOperation> both = EnumSet.copyOf(operations);
    both.addAll(more);
    return new Right(type, pattern, name, both);
  }
}
