package io.longshore.loadtest.audit;

import io.longshore.domain.reject.Reject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What must not be, of all that lies on the topics, given what the senders were told. Ids of other
 * senders are left out, but for what is counted of all of them together.
 */
public final class Verdict {
  private final Ledger ledger;
  private final Audit audit;

  public Verdict(Ledger ledger, Audit audit) {
    this.ledger = ledger;
    this.audit = audit;
  }

  /** Everything that is wrong; empty if all is well. */
  public List<String> all() {
    var found = new ArrayList<String>();
    found.addAll(lost());
    found.addAll(counts());
    found.addAll(predictions());
    found.addAll(rejects());
    return List.copyOf(found);
  }

  /** What was acknowledged must be there, and what was refused must not. */
  public List<String> lost() {
    var found = new ArrayList<String>();
    Map<String, ?> images = audit.images();
    Map<String, ?> labels = audit.labels();
    found.addAll(
        ids("acknowledged images are lost", missing(ledger.images(Outcome.ACKNOWLEDGED), images)));
    found.addAll(
        ids("acknowledged labels are lost", missing(ledger.labels(Outcome.ACKNOWLEDGED), labels)));
    found.addAll(
        ids("refused images are on their topic", present(ledger.images(Outcome.REFUSED), images)));
    found.addAll(
        ids("refused labels are on their topic", present(ledger.labels(Outcome.REFUSED), labels)));
    found.addAll(
        ids(
            "labels say another class than was sent",
            audit.labels().entrySet().stream()
                .filter(
                    e ->
                        ledger
                            .className(e.getKey())
                            .filter(n -> !n.equals(e.getValue()))
                            .isPresent())
                .map(Map.Entry::getKey)
                .toList()));
    return found;
  }

  /** The tracker's counts must equal the distinct labels that are there. */
  public List<String> counts() {
    return audit.frequencies().equals(audit.counted())
        ? List.of()
        : List.of(
            "class-frequencies says "
                + audit.frequencies()
                + ", the labels are "
                + audit.counted());
  }

  /** Every image must be predicted once, other predictions of it being marked as repeats. */
  public List<String> predictions() {
    var found = new ArrayList<String>();
    found.addAll(
        ids("images are not predicted", missing(audit.images().keySet(), audit.predictions())));
    found.addAll(
        ids(
            "images are predicted twice without being marked, or only as repeats",
            audit.predictions().entrySet().stream()
                .filter(e -> e.getValue() != 1)
                .map(Map.Entry::getKey)
                .toList()));
    return found;
  }

  /** Each poison that was refused must be kept once, and nothing else be refused. */
  public List<String> rejects() {
    var found = new ArrayList<String>();
    var kept = new HashMap<String, Integer>();
    for (Reject reject : audit.rejects()) {
      String source = reject.source();
      String id = source.substring(source.lastIndexOf(' ') + 1);
      kept.merge(id, 1, Integer::sum);
      if (!isPoison(id)) {
        found.add(reject.service() + " refused " + source + ": " + reject.message());
      }
    }
    found.addAll(ids("refused poison is not kept", missing(ledger.poison(Outcome.REFUSED), kept)));
    found.addAll(ids("poison was taken", List.copyOf(ledger.poison(Outcome.ACKNOWLEDGED))));
    found.addAll(
        ids(
            "poison is kept more than once",
            ledger.poison(Outcome.REFUSED).stream()
                .filter(id -> kept.getOrDefault(id, 1) > 1)
                .toList()));
    return found;
  }

  private boolean isPoison(String id) {
    for (Outcome outcome : Outcome.values()) {
      if (ledger.poison(outcome).contains(id)) {
        return true;
      }
    }
    return false;
  }

  private static List<String> missing(Set<String> wanted, Map<String, ?> there) {
    var gone = new HashSet<>(wanted);
    gone.removeAll(there.keySet());
    return List.copyOf(gone);
  }

  private List<String> present(Set<String> refused, Map<String, ?> there) {
    return refused.stream()
        .filter(there::containsKey)
        .map(id -> id + ledger.answer(id).map(" (%s)"::formatted).orElse(""))
        .toList();
  }

  private static List<String> ids(String what, List<String> ids) {
    return ids.isEmpty()
        ? List.of()
        : List.of(
            "%,d %s, such as %s"
                .formatted(ids.size(), what, ids.stream().sorted().limit(3).toList()));
  }
}
