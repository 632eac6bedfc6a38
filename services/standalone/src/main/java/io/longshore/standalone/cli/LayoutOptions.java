package io.longshore.standalone.cli;

import io.longshore.runtime.topic.TopicLayout;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Option;

/**
 * What topics should be like: the same as the settings longshore.topics.* of the services. A
 * command cannot know those, so what is not said fits the cluster: three copies, or as many as
 * there are brokers.
 */
final class LayoutOptions {
  private static final int USUAL_COPIES = 3;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description =
          "Of images, labels and predictions, as longshore.topics.partitions says (default:"
              + " ${DEFAULT-VALUE}).",
      defaultValue = "2")
  private int partitions = 2;

  @Option(
      names = "--replication",
      paramLabel = "N",
      description =
          "Copies, as longshore.topics.replication says (default: 3, or as many as there are"
              + " brokers).")
  private Optional<Short> replication = Optional.empty();

  @Option(
      names = "--min-in-sync",
      paramLabel = "N",
      description =
          "Copies that must have a record before it counts as written (default: all but one).")
  private Optional<Integer> minInSync = Optional.empty();

  TopicLayout of(Admin admin) {
    try {
      short copies =
          replication.isPresent()
              ? replication.get()
              : (short) Math.min(USUAL_COPIES, admin.describeCluster().nodes().get().size());
      return new TopicLayout(partitions, copies, minInSync.orElse(Math.max(1, copies - 1)));
    } catch (IllegalArgumentException e) {
      throw new WrongUsageException(String.valueOf(e.getMessage()));
    } catch (ExecutionException e) {
      throw new IllegalStateException("the cluster cannot be described", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("interrupted");
    }
  }
}
