package io.longshore.standalone.doctor;

import io.longshore.runtime.reach.Address;
import io.longshore.runtime.reach.Reach;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.common.Node;

/**
 * Who the brokers are, whether each can be reached where it says, and what they can do.
 *
 * @param admin of the cluster
 * @param reach how brokers are talked to
 */
public record ClusterCheck(Admin admin, Reach reach) implements Check {
  private static final int COPIES = 3;

  @Override
  public List<Finding> look() {
    try {
      Collection<Node> nodes = admin.describeCluster().nodes().get();
      var findings =
          new ArrayList<>(
              new BrokerCheck(
                      nodes.stream().map(n -> new Address(n.host(), n.port())).toList(),
                      reach,
                      "advertised")
                  .look());
      String found =
          "cluster %s of %d brokers, %s"
              .formatted(admin.describeCluster().clusterId().get(), nodes.size(), features());
      findings.add(
          nodes.size() < COPIES
              ? Finding.warning(
                  "cluster",
                  found,
                  "with fewer than three a lost disk is lost records: fine on a laptop")
              : Finding.ok("cluster", found));
      return findings;
    } catch (ExecutionException e) {
      return List.of(KafkaTrouble.finding("cluster", e));
    } catch (InterruptedException e) {
      throw KafkaTrouble.interrupted(e);
    }
  }

  private String features() throws ExecutionException, InterruptedException {
    Map<String, FinalizedVersionRange> features =
        admin.describeFeatures().featureMetadata().get().finalizedFeatures();
    return features.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(e -> e.getKey() + " " + e.getValue().maxVersionLevel())
        .collect(Collectors.joining(", "));
  }
}
