package io.longshore.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import io.longshore.runtime.access.Access;
import io.longshore.runtime.topic.TopicNames;
import io.longshore.standalone.access.Logins;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** Every login may do what its service says it needs, and nothing else. */
final class Rights implements Rule {
  private static final Map<String, String> PROTOCOLS =
      Map.of("tls", "SSL", "scram-sha-512", "SASL_SSL");

  @Override
  public List<String> violations(Overlay overlay) {
    var problems = new ArrayList<String>();
    var expected = new HashSet<String>();
    for (Access access : Logins.all()) {
      String name = login(access);
      expected.add(name);
      overlay
          .find("KafkaUser", name)
          .ifPresentOrElse(
              user -> compare(user, access, problems),
              () -> problems.add("there is no KafkaUser " + name));
    }
    overlay.all("KafkaUser").stream()
        .filter(user -> !expected.contains(user.name()))
        .forEach(user -> problems.add(user.title() + " is nobody's login"));
    protocols(overlay, problems);
    return problems;
  }

  static String login(Access access) {
    return "longshore-" + access.service();
  }

  private static void compare(Document user, Access access, List<String> problems) {
    Set<AclBinding> needed = Set.copyOf(access.bindings(new TopicNames(""), "User:" + user.name()));
    Set<AclBinding> granted = Set.copyOf(bindings(user, "User:" + user.name()));
    needed.stream()
        .filter(binding -> !granted.contains(binding))
        .forEach(binding -> problems.add(user.title() + " lacks " + words(binding)));
    granted.stream()
        .filter(binding -> !needed.contains(binding))
        .forEach(binding -> problems.add(user.title() + " has without need " + words(binding)));
  }

  private static String words(AclBinding binding) {
    return "%s on %s %s"
        .formatted(
            binding.entry().operation(),
            binding.pattern().resourceType(),
            binding.pattern().name());
  }

  /** What Strimzi would make of it. */
  static List<AclBinding> bindings(Document user, String principal) {
    var bindings = new ArrayList<AclBinding>();
    for (JsonNode rule : Document.items(user.at("/spec/authorization/acls"))) {
      var resource =
          new ResourcePattern(
              ResourceType.fromString(snake(rule.at("/resource/type").asText())),
              rule.at("/resource/name").asText(),
              rule.at("/resource/patternType").asText("literal").equals("prefix")
                  ? PatternType.PREFIXED
                  : PatternType.LITERAL);
      for (JsonNode operation : Document.items(rule.path("operations"))) {
        bindings.add(
            new AclBinding(
                resource,
                new AccessControlEntry(
                    principal,
                    rule.path("host").asText("*"),
                    AclOperation.fromString(snake(operation.asText())),
                    AclPermissionType.fromString(rule.path("type").asText("allow")))));
      }
    }
    return bindings;
  }

  private static String snake(String camel) {
    return camel.replaceAll("([a-z])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
  }

  /** Users, listener and clients mean the same way to log in; every pod has its own login. */
  private static void protocols(Overlay overlay, List<String> problems) {
    Set<String> ways =
        overlay.all("Kafka").stream()
            .map(kafka -> kafka.at("/spec/kafka/listeners/0/authentication/type").asText())
            .collect(Collectors.toSet());
    for (Document user : overlay.all("KafkaUser")) {
      if (!ways.contains(user.at("/spec/authentication/type").asText())) {
        problems.add(user.title() + " logs in another way than the listener wants: " + ways);
      }
    }
    for (Workload workload : overlay.workloads()) {
      String protocol =
          ServiceSettings.of(workload, overlay).kafka().getOrDefault("security.protocol", "");
      if (ways.stream().noneMatch(way -> protocol.equals(PROTOCOLS.get(way)))) {
        problems.add(workload.title() + " speaks " + protocol + ", the listener wants " + ways);
      }
      String login = "longshore-" + workload.service();
      if (workload.volumes().stream()
          .noneMatch(volume -> volume.at("/secret/secretName").asText().equals(login))) {
        problems.add(workload.title() + " has not the login " + login);
      }
    }
  }
}
