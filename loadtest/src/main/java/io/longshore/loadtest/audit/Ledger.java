package io.longshore.loadtest.audit;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** What was sent and what its sender was told. Safe for use by several threads. */
public final class Ledger {
  private final Map<String, Outcome> images = new ConcurrentHashMap<>();
  private final Map<String, Outcome> labels = new ConcurrentHashMap<>();
  private final Map<String, Outcome> poison = new ConcurrentHashMap<>();
  private final Map<String, String> classes = new ConcurrentHashMap<>();
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final Pulse pulse = new Pulse();

  /** An image was sent; sent again, only more can be known of it. */
  public void image(String id, String className, Outcome outcome) {
    classes.put(id, className);
    images.merge(id, outcome, Ledger::learnt);
    pulse.answered(outcome);
  }

  /** The image's label was sent, with it or after it. */
  public void label(String id, Outcome outcome) {
    labels.merge(id, outcome, Ledger::learnt);
  }

  /** Something was sent that must be refused. */
  public void poison(String id, Outcome outcome) {
    poison.merge(id, outcome, Ledger::learnt);
  }

  /**
   * How a send was answered that was not acknowledged, for whoever looks into it.
   *
   * @param kind in a word or two
   */
  public void answered(String id, String kind) {
    answers.put(id, kind);
  }

  /** Once a send came through, or may have, no later refusal undoes it. */
  private static Outcome learnt(Outcome before, Outcome now) {
    return before.compareTo(now) <= 0 ? before : now;
  }

  /** How answers came. */
  public Pulse pulse() {
    return pulse;
  }

  /** Forgets how answers came so far: what follows is measured alone. */
  public void beginPulse() {
    pulse.begin();
  }

  /** Senders begin: that none were acknowledged before is no gap. */
  public void beginSending() {
    pulse.rest();
  }

  /** Ids of the images with this outcome. */
  public Set<String> images(Outcome outcome) {
    return ids(images, outcome);
  }

  /** Ids of the images whose labels had this outcome. */
  public Set<String> labels(Outcome outcome) {
    return ids(labels, outcome);
  }

  /** Ids of what must be refused, with this outcome. */
  public Set<String> poison(Outcome outcome) {
    return ids(poison, outcome);
  }

  /** The class that was sent under an id; empty for an id of somebody else. */
  public Optional<String> className(String id) {
    return Optional.ofNullable(classes.get(id));
  }

  /** How the last send under an id was answered that was not acknowledged; empty if not known. */
  public Optional<String> answer(String id) {
    return Optional.ofNullable(answers.get(id));
  }

  private static Set<String> ids(Map<String, Outcome> outcomes, Outcome wanted) {
    return outcomes.entrySet().stream()
        .filter(e -> e.getValue() == wanted)
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }
}
