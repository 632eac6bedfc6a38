package io.longshore.tracker.tracking;

import io.longshore.domain.model.ModelVersion;
import io.longshore.tracker.memory.Binary;
import io.longshore.tracker.memory.Fields;
import io.longshore.tracker.tracking.Step.Event;
import io.longshore.tracker.tracking.Step.MixForgotten;
import io.longshore.tracker.tracking.Step.MixLearned;
import io.longshore.tracker.tracking.Step.PlanFollowed;
import io.longshore.tracker.tracking.Step.PolicySet;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Events that have yet to take effect, as bytes. */
record EventLayout() implements Binary.Layout<Event> {
  static final Binary<Event> FORM = new Binary<>("an event", 1, new EventLayout());

  private static final char PLAN = 'p';
  private static final char MIX = 'm';
  private static final char FORGOTTEN = 'f';
  private static final char POLICY = 'o';

  @Override
  public void write(Event event, DataOutputStream out) throws IOException {
    out.writeLong(event.at());
    if (event instanceof PlanFollowed plan) {
      out.writeByte(PLAN);
      out.writeLong(plan.epoch());
      Fields.write(plan.live(), out);
    } else if (event instanceof MixLearned learned) {
      out.writeByte(MIX);
      Fields.write(learned.version().value(), out);
      new MixLayout().write(learned.mix(), out);
    } else if (event instanceof MixForgotten forgotten) {
      out.writeByte(FORGOTTEN);
      Fields.write(forgotten.version().value(), out);
    } else if (event instanceof PolicySet policy) {
      out.writeByte(POLICY);
      new PolicyValuesLayout().write(policy.values(), out);
    }
  }

  @Override
  public Event read(DataInputStream in) throws IOException {
    long at = in.readLong();
    int kind = in.readUnsignedByte();
    return switch (kind) {
      case PLAN -> new PlanFollowed(at, in.readLong(), Fields.readVersion(in));
      case MIX ->
          new MixLearned(at, new ModelVersion(Fields.readText(in)), new MixLayout().read(in));
      case FORGOTTEN -> new MixForgotten(at, new ModelVersion(Fields.readText(in)));
      case POLICY -> new PolicySet(at, new PolicyValuesLayout().read(in));
      default -> throw new IOException("events have no kind " + kind);
    };
  }
}
