package io.longshore.runtime.access;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DELETE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.PatternType.LITERAL;
import static org.apache.kafka.common.resource.PatternType.PREFIXED;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.apache.kafka.common.resource.ResourceType.TRANSACTIONAL_ID;

import io.longshore.runtime.topic.TopicNames;
import io.longshore.schemas.Topic;
import io.longshore.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;

/**
 * The least that a service needs of the cluster, stated beside what needs it: the doctor asks for
 * it, and the users in k8s/ are held to it.
 *
 * @param service whose login it is
 * @param rights one a resource
 */
public record Access(String service, List<Right> rights) {
  private static final String ANY_HOST = "*";

  public Access {
    rights = List.copyOf(rights);
  }

  /** None yet. */
  public static Access of(String service) {
    return new Access(service, List.of());
  }

  public Access reads(Topic<?, ?>... topics) {
    return topics(READ, topics);
  }

  public Access writes(Topic<?, ?>... topics) {
    return topics(WRITE, topics);
  }

  /** Knows of their partitions and offsets, and of nothing that is on them. */
  public Access describes(Topic<?, ?>... topics) {
    return topics(DESCRIBE, topics);
  }

  /** As {@link #describes}, a topic that {@link Topics} does not know, by name without prefix. */
  public Access describes(String topic) {
    return with(TOPIC, LITERAL, topic, Set.of(DESCRIBE));
  }

  /** Verifies at its start the topics said so far. */
  public Access verifiesThem() {
    Access verifying = this;
    for (Right right : rights) {
      if (right.type() == TOPIC && right.pattern() == LITERAL) {
        verifying = verifying.with(TOPIC, LITERAL, right.name(), Set.of(DESCRIBE_CONFIGS));
      }
    }
    return verifying;
  }

  /** Is a member of a service's group, and commits offsets in it. */
  public Access joinsGroupOf(String member) {
    return with(GROUP, LITERAL, group(member), Set.of(READ));
  }

  /** Looks at the offsets that a group has committed, by name without prefix. */
  public Access watchesGroup(String group) {
    return with(GROUP, LITERAL, group, Set.of(DESCRIBE));
  }

  /** Looks at every group of the deployment. */
  public Access watchesGroups() {
    return with(GROUP, PREFIXED, group(""), Set.of(DESCRIBE));
  }

  /** Writes in transactions whose ids begin so, after the deployment's prefix. */
  public Access writesInTransactions(String idsBegin) {
    return with(TRANSACTIONAL_ID, PREFIXED, idsBegin, Set.of(WRITE));
  }

  /**
   * Runs Kafka Streams, as the one application of a service: makes topics of its own, purges what
   * it has read of them, and writes in transactions.
   */
  public Access runsStreamsOf(String application) {
    String own = group(application) + "-";
    return joinsGroupOf(application)
        .writesInTransactions(own)
        .with(TOPIC, PREFIXED, own, Set.of(CREATE, READ, WRITE, DELETE));
  }

  /** Does what others do too, under its own login. */
  public Access and(Access other) {
    Access both = this;
    for (Right right : other.rights) {
      both = both.with(right.type(), right.pattern(), right.name(), right.operations());
    }
    return both;
  }

  /** Topics that it verifies at its start. */
  public List<Topic<?, ?>> verified() {
    return Topics.all().stream().filter(this::verifies).toList();
  }

  /** What has to be granted. */
  public List<AclBinding> bindings(TopicNames names, String principal) {
    return rights.stream()
        .flatMap(
            right ->
                right.operations().stream()
                    .map(
                        operation ->
                            new AclBinding(
                                right.resource(names),
                                new AccessControlEntry(
                                    principal, ANY_HOST, operation, AclPermissionType.ALLOW))))
        .toList();
  }

  private boolean verifies(Topic<?, ?> topic) {
    return rights.stream()
        .anyMatch(
            right ->
                right.isAbout(TOPIC, LITERAL, topic.name())
                    && right.operations().contains(DESCRIBE_CONFIGS));
  }

  private static String group(String service) {
    return new TopicNames("").group(service);
  }

  private Access topics(AclOperation operation, Topic<?, ?>... topics) {
    Access more = this;
    for (Topic<?, ?> topic : topics) {
      more = more.with(TOPIC, LITERAL, topic.name(), Set.of(operation));
    }
    return more;
  }

  private Access with(
      ResourceType type, PatternType pattern, String name, Set<AclOperation> operations) {
    var all = new ArrayList<Right>(rights);
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).isAbout(type, pattern, name)) {
        all.set(i, all.get(i).with(operations));
        return new Access(service, all);
      }
    }
    all.add(new Right(type, pattern, name, operations));
    return new Access(service, all);
  }
}
