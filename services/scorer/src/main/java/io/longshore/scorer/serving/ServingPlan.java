package io.longshore.scorer.serving;

import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.Refusal;
import io.longshore.domain.prediction.Verification;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.rollout.Trial;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is planned, what is known and what is loaded, and therefore what to do next. Immutable: what
 * happens makes a new value, and {@link #next} says what follows from it. After any history the
 * steps lead to the live model of the latest plan serving with the model on trial beside it, the
 * previous one warm, and nothing else loaded; while the live model is refused, the last good one
 * goes on alone, and a scorer that has none yet begins with the previous one.
 *
 * @param order the latest plan, and when it came
 * @param manifests models that could be loaded
 * @param loaded models that are
 * @param serving the models that answer
 * @param refused planned models that would not load, until something new is heard of them
 * @param verifying candidates that are being run in a throw-away process
 * @param refusals the latest refusals, newest last
 * @param verified the latest candidates that passed there, newest last
 * @param actedOn epoch of the latest plan whose live model was served or refused
 */
public record ServingPlan(
    Optional<Order> order,
    Map<ModelVersion, ModelManifest> manifests,
    Set<ModelVersion> loaded,
    Optional<Live> serving,
    Set<ModelVersion> refused,
    Set<ModelVersion> verifying,
    List<Refusal> refusals,
    List<Verification> verified,
    long actedOn) {

  /** Nothing planned, nothing loaded. */
  public static final ServingPlan EMPTY =
      new ServingPlan(
          Optional.empty(),
          Map.of(),
          Set.of(),
          Optional.empty(),
          Set.of(),
          Set.of(),
          List.of(),
          List.of(),
          0);

  private static final int TOLD = 10;

  /** A plan and when it came. */
  public record Order(RolloutPlan plan, Instant receivedAt) {}

  /** The model that answers, the plan that said so, and the trial beside it. */
  public record Live(ModelVersion version, long epoch, Optional<Trial> trial) {
    /** A model alone. */
    public Live(ModelVersion version, long epoch) {
      this(version, epoch, Optional.empty());
    }
  }

  public ServingPlan {
    manifests = Map.copyOf(manifests);
    loaded = Set.copyOf(loaded);
    refused = Set.copyOf(refused);
    verifying = Set.copyOf(verifying);
    refusals = List.copyOf(refusals);
    verified = List.copyOf(verified);
  }

  /** A plan came. One that is no newer than the plan in force changes nothing. */
  public ServingPlan planned(RolloutPlan plan, Instant at) {
    if (order.isPresent() && plan.epoch() <= order.get().plan().epoch()) {
      return this;
    }
    return new ServingPlan(
        Optional.of(new Order(plan, at)),
        manifests,
        loaded,
        serving,
        Set.of(),
        verifying,
        refusals,
        verified,
        plan.live().isEmpty() ? plan.epoch() : actedOn);
  }

  /** A manifest came; a model that was refused before gets another chance. */
  public ServingPlan announced(ModelManifest manifest) {
    var known = new HashMap<>(manifests);
    known.put(manifest.version(), manifest);
    return knowing(known, without(refused, manifest.version()));
  }

  /** A model may be loaded no more; if it is loaded, it stays. */
  public ServingPlan withdrawn(ModelVersion version) {
    var known = new HashMap<>(manifests);
    known.remove(version);
    return knowing(known, refused);
  }

  private ServingPlan knowing(Map<ModelVersion, ModelManifest> known, Set<ModelVersion> out) {
    return new ServingPlan(
        order, known, loaded, serving, out, verifying, refusals, verified, actedOn);
  }

  /** A model was loaded. */
  public ServingPlan loaded(ModelVersion version) {
    return holding(with(loaded, version), serving, actedOn);
  }

  /** A model was closed. */
  public ServingPlan released(ModelVersion version) {
    return holding(without(loaded, version), serving, actedOn);
  }

  /** A loaded model answers now, alone. */
  public ServingPlan served(ModelVersion version, long epoch) {
    return served(new Live(version, epoch));
  }

  /** Loaded models answer now. */
  public ServingPlan served(Live live) {
    return holding(loaded, Optional.of(live), Math.max(actedOn, live.epoch()));
  }

  private ServingPlan holding(Set<ModelVersion> held, Optional<Live> live, long acted) {
    return new ServingPlan(
        order, manifests, held, live, refused, verifying, refusals, verified, acted);
  }

  /** A candidate is being run elsewhere. */
  public ServingPlan verifying(ModelVersion version) {
    return new ServingPlan(
        order,
        manifests,
        loaded,
        serving,
        refused,
        with(verifying, version),
        refusals,
        verified,
        actedOn);
  }

  /** A candidate passed there. */
  public ServingPlan verified(Verification verification) {
    return new ServingPlan(
        order,
        manifests,
        loaded,
        serving,
        refused,
        without(verifying, verification.version()),
        refusals,
        latest(verified, verification),
        actedOn);
  }

  /** A model would not load, failed while it was tried, or may not be served. */
  public ServingPlan refused(Refusal refusal) {
    long acted =
        live().equals(Optional.of(refusal.version()))
            ? order.map(o -> o.plan().epoch()).orElse(actedOn)
            : actedOn;
    return new ServingPlan(
        order,
        manifests,
        loaded,
        serving,
        with(refused, refusal.version()),
        without(verifying, refusal.version()),
        latest(refusals, refusal),
        verified,
        acted);
  }

  /**
   * The next step.
   *
   * @param patience how long a plan may wait for the manifest of its models
   */
  public ServingStep next(Instant now, Duration patience) {
    return new NextStep(this, now, patience).step();
  }

  Optional<ModelVersion> live() {
    return order.flatMap(o -> o.plan().live());
  }

  Optional<ModelVersion> previous() {
    return order.flatMap(o -> o.plan().previous());
  }

  Optional<Trial> trial() {
    return order.flatMap(o -> o.plan().trial());
  }

  private static <T> List<T> latest(List<T> told, T one) {
    var more = new ArrayList<>(told);
    more.add(one);
    return more.subList(Math.max(0, more.size() - TOLD), more.size());
  }

  private static Set<ModelVersion> with(Set<ModelVersion> set, ModelVersion version) {
    var more = new HashSet<>(set);
    more.add(version);
    return more;
  }

  private static Set<ModelVersion> without(Set<ModelVersion> set, ModelVersion version) {
    var less = new HashSet<>(set);
    less.remove(version);
    return less;
  }
}
