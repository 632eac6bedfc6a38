package io.longshore.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Pods go one at a time and in order; what may be there once only is. */
final class Availability implements Rule {
  /** A second would act for the first. */
  private static final Set<String> ALONE = Set.of("trainer", "rollout");

  /** The longest that a service takes to stop, in seconds. */
  private static final int STOPPING = 20;

  @Override
  public List<String> violations(Overlay overlay) {
    var problems = new ArrayList<String>();
    for (Workload workload : overlay.workloads()) {
      guarded(overlay, workload, problems);
      alone(workload, problems);
      JsonNode grace = workload.pod().path("terminationGracePeriodSeconds");
      int before = workload.container().at("/lifecycle/preStop/sleep/seconds").asInt();
      if (grace.asInt(30) <= STOPPING + before) {
        problems.add(
            "%s is killed after %s s, before it has stopped".formatted(workload.title(), grace));
      }
      boolean stateful = workload.document().kind().equals("StatefulSet");
      if (workload.service().equals("tracker") != stateful) {
        problems.add(workload.title() + ": trackers keep their names, and nobody else needs to");
      }
    }
    if (overlay.all("NetworkPolicy").stream().noneMatch(Availability::deniesAll)) {
      problems.add("no NetworkPolicy denies what is not allowed");
    }
    return problems;
  }

  private static void guarded(Overlay overlay, Workload workload, List<String> problems) {
    List<Document> budgets =
        overlay.all("PodDisruptionBudget").stream()
            .filter(
                budget ->
                    References.selects(
                        Document.strings(budget.at("/spec/selector/matchLabels")), workload))
            .toList();
    if (budgets.size() != 1) {
      problems.add("%s has %d disruption budgets".formatted(workload.title(), budgets.size()));
    }
    for (Document budget : budgets) {
      if (!budget.at("/spec/unhealthyPodEvictionPolicy").asText().equals("AlwaysAllow")) {
        problems.add(budget.title() + ": a pod that is not well could never be moved");
      }
    }
  }

  private static void alone(Workload workload, List<String> problems) {
    if (ALONE.contains(workload.service())
        && (workload.document().at("/spec/replicas").asInt() != 1
            || !workload.document().at("/spec/strategy/type").asText().equals("Recreate"))) {
      problems.add(workload.title() + " must be one, gone before the next comes");
    }
    if (workload.document().at("/spec/replicas").asInt(1) > 1
        && workload.pod().path("topologySpreadConstraints").isEmpty()) {
      problems.add(workload.title() + " may be on one node, all of it");
    }
  }

  private static boolean deniesAll(Document policy) {
    return Document.strings(policy.at("/spec/podSelector/matchLabels")).isEmpty()
        && policy.at("/spec/policyTypes").toString().equals("[\"Ingress\",\"Egress\"]")
        && policy.at("/spec/ingress").isMissingNode()
        && policy.at("/spec/egress").isMissingNode();
  }
}
