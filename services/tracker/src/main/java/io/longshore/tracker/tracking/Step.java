package io.longshore.tracker.tracking;

import io.longshore.domain.adaptation.Policy;
import io.longshore.domain.adaptation.PolicyOverrides;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.tracker.count.ModelMix;
import io.longshore.tracker.label.LabelBatch;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One thing that happens to a stream; the order of steps decides everything. */
public sealed interface Step {

  /** All the labels of a bucket are there: they are counted, and what they say is weighed. */
  record BucketEnded(long bucket, List<LabelBatch> batches) implements Step {
    public BucketEnded {
      batches = List.copyOf(batches);
    }
  }

  /** Something that is not a label, from the start of its bucket on. */
  sealed interface Event extends Step {
    /** Stream time in epoch milliseconds. */
    long at();
  }

  /** Another plan: its live model's mix is the reference. */
  record PlanFollowed(long at, long epoch, Optional<ModelVersion> live) implements Event {
    public static PlanFollowed of(RolloutPlan plan, long at) {
      return new PlanFollowed(at, plan.epoch(), plan.live());
    }
  }

  /** A model's manifest came. */
  record MixLearned(long at, ModelVersion version, ModelMix mix) implements Event {
    public static MixLearned of(ModelManifest manifest, long at) {
      return new MixLearned(at, manifest.version(), ModelMix.of(manifest));
    }
  }

  /** An operator set a policy; what is not among the values is at its setting. */
  record PolicySet(long at, SortedMap<String, String> values) implements Event {
    public PolicySet {
      values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    public static PolicySet of(PolicyOverrides overrides, long at) {
      return new PolicySet(at, overrides.values());
    }

    /** A starting policy with what is set instead. */
    public Policy over(Policy starting) {
      return starting.with(new PolicyOverrides("", values, "", Instant.EPOCH));
    }

    /** What was set is taken back. */
    public static PolicySet back(long at) {
      return new PolicySet(at, new TreeMap<>());
    }
  }

  /** A model's manifest was taken back. */
  record MixForgotten(long at, ModelVersion version) implements Event {}
}
