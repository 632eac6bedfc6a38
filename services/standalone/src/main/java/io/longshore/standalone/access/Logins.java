package io.longshore.standalone.access;

import io.longshore.console.ConsoleServiceFactory;
import io.longshore.ingest.IngestServiceFactory;
import io.longshore.rollout.RolloutServiceFactory;
import io.longshore.runtime.ServiceFactory;
import io.longshore.runtime.access.Access;
import io.longshore.runtime.topic.TopicNames;
import io.longshore.schemas.Topic;
import io.longshore.schemas.Topics;
import io.longshore.schemas.Writer;
import io.longshore.scorer.ScorerServiceFactory;
import io.longshore.tracker.TrackerServiceFactory;
import io.longshore.trainer.TrainerServiceFactory;
import java.util.List;
import java.util.stream.Stream;

/** Every login of a deployment: one a service, and those of people and of what scales scorers. */
public final class Logins {
  /**
   * The command line: reads everything, asks, and sets policies. To send images or rejects again it
   * needs rights of its own to write their topics, which it does not have every day.
   */
  public static final Access OPERATOR =
      Access.of(Writer.OPERATOR.service())
          .reads(Topics.all().toArray(Topic<?, ?>[]::new))
          .writes(Topics.OPERATOR_REQUESTS, Topics.POLICIES, Topics.PROMOTION_POLICIES)
          .verifiesThem()
          .watchesGroups();

  /** What starts and stops scorers by how far they are behind: KEDA. */
  public static final Access AUTOSCALER =
      Access.of("autoscaler")
          .describes(Topics.IMAGES)
          .watchesGroup(new TopicNames("").group(Writer.SCORER.service()));

  private Logins() {}

  /** One of each service, in the order in which they start. */
  public static List<ServiceFactory> factories() {
    return List.of(
        new RolloutServiceFactory(),
        new TrackerServiceFactory(),
        new TrainerServiceFactory(),
        new ScorerServiceFactory(),
        new IngestServiceFactory(),
        new ConsoleServiceFactory());
  }

  /** What each needs. */
  public static List<Access> all() {
    return Stream.concat(
            factories().stream().map(ServiceFactory::access), Stream.of(OPERATOR, AUTOSCALER))
        .toList();
  }

  /** What a writer of topics needs. */
  public static Access of(Writer writer) {
    return all().stream()
        .filter(access -> access.service().equals(writer.service()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("nobody has said what it needs: " + writer));
  }
}
