package io.longshore.standalone.security;

import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** Access rules, in few words. */
final class Rules {

  private Rules() {}

  static AclBinding topic(String name, String topic, AclOperation operation) {
    return rule(name, ResourceType.TOPIC, topic, PatternType.LITERAL, operation);
  }

  static AclBinding transactions(String name, String prefix) {
    return rule(
        name, ResourceType.TRANSACTIONAL_ID, prefix, PatternType.PREFIXED, AclOperation.WRITE);
  }

  static AclBinding rule(
      String name,
      ResourceType type,
      String resource,
      PatternType pattern,
      AclOperation operation) {
    return new AclBinding(
        new ResourcePattern(type, resource, pattern),
        new AccessControlEntry("User:" + name, "*", operation, AclPermissionType.ALLOW));
  }
}
