package io.longshore.tracker.tracking;

import io.longshore.domain.drift.DesignEffect;
import io.longshore.domain.drift.LabelOrder;
import io.longshore.tracker.label.LabelBatch;
import io.longshore.tracker.label.LabelOrderLayout;
import io.longshore.tracker.memory.Compartments;
import io.longshore.tracker.memory.Form;
import io.longshore.tracker.memory.Kept;
import io.longshore.tracker.memory.KeptMap;
import io.longshore.tracker.memory.Remembered;
import java.util.List;

/**
 * How much less labels tell than independent ones would, because they come in bursts. Labels that
 * name their unit are counted by unit and need no such allowance.
 */
final class Bursts {
  private final KeptMap<Long, LabelOrder> orders =
      new KeptMap<>(Form.NUMBER, LabelOrderLayout.FORM);

  /** Units that are single labels without a name for their unit. */
  private final Kept<Long> alone = new Kept<>(Form.NUMBER, 0L);

  Remembered memory() {
    return new Compartments().with('o', orders).with('a', alone);
  }

  /** Takes the batches of a bucket; those of one partition in the order in which they came. */
  void take(List<LabelBatch> batches) {
    for (LabelBatch batch : batches) {
      long added = batch.classes().alone();
      if (added > 0) {
        orders.put((long) batch.partition(), batch.order());
        alone.set(alone.get() + added);
      }
    }
  }

  /**
   * The effect on all units counted.
   *
   * @param units counted, single labels among them
   */
  DesignEffect effect(long units) {
    var together = LabelOrder.NONE;
    for (LabelOrder order : orders.all().values()) {
      together = together.plus(order);
    }
    if (together.labels() == 0) {
      return DesignEffect.NONE;
    }
    double ofAlone = DesignEffect.of(together, orders.all().size()).value();
    return new DesignEffect(1 + (ofAlone - 1) * alone.get() / Math.max(units, alone.get()));
  }
}
