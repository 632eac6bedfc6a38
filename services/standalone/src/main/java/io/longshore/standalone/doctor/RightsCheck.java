package io.longshore.standalone.doctor;

import io.longshore.runtime.access.Right;
import io.longshore.runtime.topic.TopicNames;
import io.longshore.schemas.Topics;
import io.longshore.schemas.Writer;
import io.longshore.standalone.access.Logins;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Whether the login in use may do what a service does: the brokers tell what they would let it do
 * with each topic. What it may do with groups and transactions they tell only once those exist.
 *
 * @param admin of the cluster
 * @param names of the deployment's topics; those that exist are asked about
 * @param service whose login this is; empty to tell of all
 */
public record RightsCheck(Admin admin, TopicNames names, Optional<Writer> service)
    implements Check {
  private static final String CHECK = "rights";

  @Override
  public List<Finding> look() {
    try {
      Set<String> there = admin.listTopics().names().get();
      List<String> ours = Topics.all().stream().map(names::of).filter(there::contains).toList();
      Map<String, TopicDescription> topics =
          admin
              .describeTopics(ours, new DescribeTopicsOptions().includeAuthorizedOperations(true))
              .allTopicNames()
              .get();
      List<Writer> asked = service.map(List::of).orElse(List.of(Writer.values()));
      return asked.stream().map(writer -> look(writer, topics)).toList();
    } catch (ExecutionException e) {
      return List.of(KafkaTrouble.finding(CHECK, e));
    } catch (InterruptedException e) {
      throw KafkaTrouble.interrupted(e);
    }
  }

  private Finding look(Writer writer, Map<String, TopicDescription> topics) {
    var allowed = new HashMap<String, Set<AclOperation>>();
    topics.forEach(
        (name, topic) ->
            allowed.put(name, Optional.ofNullable(topic.authorizedOperations()).orElse(Set.of())));
    List<String> missing = missing(writer, names, allowed);
    if (missing.isEmpty()) {
      return Finding.ok(CHECK, "this login may do what %s does".formatted(writer.service()));
    }
    String found =
        "this login cannot be that of %s: it lacks %s"
            .formatted(writer.service(), String.join(", ", missing));
    return service.isPresent()
        ? Finding.fault(CHECK, found, "grant it with kafka-acls.sh")
        : Finding.warning(CHECK, found, "if it is to be that, grant it with kafka-acls.sh");
  }

  /**
   * What a service would lack.
   *
   * @param allowed operations by full names of the topics that exist
   */
  static List<String> missing(
      Writer writer, TopicNames names, Map<String, Set<AclOperation>> allowed) {
    var missing = new ArrayList<String>();
    for (Right right : Logins.of(writer).rights()) {
      Set<AclOperation> there = allowed.get(right.resource(names).name());
      if (right.type() == ResourceType.TOPIC && there != null) {
        Set<AclOperation> lacking = EnumSet.copyOf(right.operations());
        lacking.removeAll(there);
        if (!lacking.isEmpty()) {
          missing.add(words(lacking) + " on " + right.resource(names).name());
        }
      }
    }
    return missing;
  }

  private static String words(Set<AclOperation> operations) {
    return operations.stream().map(Enum::name).sorted().collect(Collectors.joining(" and "));
  }
}
