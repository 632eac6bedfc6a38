package io.longshore.scorer.serving;

import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.Refusal;
import io.longshore.domain.prediction.RefusalReason;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.scorer.serving.ServingStep.Load;
import io.longshore.scorer.serving.ServingStep.Refuse;
import io.longshore.scorer.serving.ServingStep.Release;
import io.longshore.scorer.serving.ServingStep.Rest;
import io.longshore.scorer.serving.ServingStep.Serve;
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
 * steps lead to the live model of the latest plan serving, the previous one warm, and nothing else
 * loaded; while the live model is refused, the last good one goes on, and a scorer that has none
 * yet begins with the previous one.
 *
 * @param order the latest plan, and when it came
 * @param manifests models that could be loaded
 * @param loaded models that are
 * @param serving the model that answers
 * @param refused planned models that would not load, until something new is heard of them
 * @param refusals the latest refusals, newest last
 * @param actedOn epoch of the latest plan whose live model was served or refused
 */
public record ServingPlan(
    Optional<Order> order,
    Map<ModelVersion, ModelManifest> manifests,
    Set<ModelVersion> loaded,
    Optional<Live> serving,
    Set<ModelVersion> refused,
    List<Refusal> refusals,
    long actedOn) {

  /** Nothing planned, nothing loaded. */
  public static final ServingPlan EMPTY =
      new ServingPlan(
          Optional.empty(), Map.of(), Set.of(), Optional.empty(), Set.of(), List.of(), 0);

  private static final int REFUSALS_TOLD = 10;

  /** A plan and when it came. */
  public record Order(RolloutPlan plan, Instant receivedAt) {}

  /** The model that answers, and the plan that said so. */
  public record Live(ModelVersion version, long epoch) {}

  public ServingPlan {
    manifests = Map.copyOf(manifests);
    loaded = Set.copyOf(loaded);
    refused = Set.copyOf(refused);
    refusals = List.copyOf(refusals);
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
        refusals,
        plan.live().isEmpty() ? plan.epoch() : actedOn);
  }

  /** A manifest came; a model that was refused before gets another chance. */
  public ServingPlan announced(ModelManifest manifest) {
    var known = new HashMap<>(manifests);
    known.put(manifest.version(), manifest);
    return new ServingPlan(
        order, known, loaded, serving, without(refused, manifest.version()), refusals, actedOn);
  }

  /** A model may be loaded no more; if it is loaded, it stays. */
  public ServingPlan withdrawn(ModelVersion version) {
    var known = new HashMap<>(manifests);
    known.remove(version);
    return new ServingPlan(order, known, loaded, serving, refused, refusals, actedOn);
  }

  /** A model was loaded. */
  public ServingPlan loaded(ModelVersion version) {
    return new ServingPlan(
        order, manifests, with(loaded, version), serving, refused, refusals, actedOn);
  }

  /** A loaded model answers now. */
  public ServingPlan served(ModelVersion version, long epoch) {
    return new ServingPlan(
        order, manifests, loaded, Optional.of(new Live(version, epoch)), refused, refusals, epoch);
  }

  /** A model was closed. */
  public ServingPlan released(ModelVersion version) {
    return new ServingPlan(
        order, manifests, without(loaded, version), serving, refused, refusals, actedOn);
  }

  /** A model would not load. */
  public ServingPlan refused(Refusal refusal) {
    var told = new ArrayList<>(refusals);
    told.add(refusal);
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
        told.subList(Math.max(0, told.size() - REFUSALS_TOLD), told.size()),
        acted);
  }

  /**
   * The next step.
   *
   * @param patience how long a plan may wait for the manifest of its live model
   */
  public ServingStep next(Instant now, Duration patience) {
    return stale()
        .<ServingStep>map(Release::new)
        .or(() -> towardsLive(now, patience))
        .or(this::towardsPrevious)
        .orElse(new Rest());
  }

  private Optional<ModelVersion> live() {
    return order.flatMap(o -> o.plan().live());
  }

  private Optional<ModelVersion> previous() {
    return order.flatMap(o -> o.plan().previous());
  }

  private Optional<ModelVersion> stale() {
    return loaded.stream()
        .filter(version -> order.isPresent())
        .filter(version -> serving.isEmpty() || !serving.get().version().equals(version))
        .filter(version -> !live().equals(Optional.of(version)))
        .filter(version -> !previous().equals(Optional.of(version)))
        .sorted()
        .findFirst();
  }

  private Optional<ServingStep> towardsLive(Instant now, Duration patience) {
    if (live().isEmpty()) {
      return Optional.empty();
    }
    if (refused.contains(live().get())) {
      return inPlaceOfLive();
    }
    ModelVersion version = live().get();
    Order current = order.orElseThrow();
    long epoch = current.plan().epoch();
    if (loaded.contains(version)) {
      return serving.equals(Optional.of(new Live(version, epoch)))
          ? Optional.empty()
          : Optional.of(new Serve(version, epoch));
    }
    if (manifests.containsKey(version)) {
      return Optional.of(new Load(manifests.get(version)));
    }
    return now.isBefore(current.receivedAt().plus(patience))
        ? Optional.empty()
        : Optional.of(new Refuse(unknown(version, epoch, patience)));
  }

  private Optional<ServingStep> inPlaceOfLive() {
    return serving.isPresent()
        ? Optional.empty()
        : previous()
            .filter(loaded::contains)
            .map(version -> new Serve(version, order.orElseThrow().plan().epoch()));
  }

  private Optional<ServingStep> towardsPrevious() {
    return previous()
        .filter(version -> !loaded.contains(version) && !refused.contains(version))
        .flatMap(version -> Optional.ofNullable(manifests.get(version)))
        .map(Load::new);
  }

  private static Refusal unknown(ModelVersion version, long epoch, Duration patience) {
    return new Refusal(
        version,
        RefusalReason.UNKNOWN_VERSION,
        "plan %d names model %s, which has had no manifest for %d s"
            .formatted(epoch, version, patience.toSeconds()));
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
