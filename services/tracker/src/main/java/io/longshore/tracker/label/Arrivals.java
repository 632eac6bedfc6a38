package io.longshore.tracker.label;

import io.longshore.domain.drift.LabelOrder;
import io.longshore.domain.drift.LabelSequence;
import io.longshore.tracker.memory.Binary;
import io.longshore.tracker.memory.Remembered;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * In which order the labels of one partition came that name no unit: what tells bursts from a mix
 * that moved. It remembers the last hundred thousand or so.
 */
final class Arrivals implements Remembered {
  private static final byte[] KEY = {};
  private static final long MOST = 131_072;
  private static final Binary<LabelSequence> FORM =
      new Binary<>("the order in which labels came", 1, new Layout());

  private LabelSequence sequence = new LabelSequence();
  private long labels;
  private boolean changed;

  void add(String className) {
    if (labels == MOST) {
      LabelOrder halved = sequence.order().halved();
      sequence = LabelSequence.resumed(halved, sequence.recent());
      labels = halved.labels();
    }
    sequence.add(className.hashCode());
    labels++;
    changed = true;
  }

  LabelOrder order() {
    return sequence.order();
  }

  @Override
  public void restore(byte[] key, byte[] piece) {
    sequence = FORM.read(piece);
    labels = sequence.order().labels();
  }

  @Override
  public void forget(byte[] key) {
    sequence = new LabelSequence();
    labels = 0;
  }

  @Override
  public void writeChanges(Pieces pieces) {
    if (changed) {
      pieces.keep(KEY, FORM.write(sequence));
      changed = false;
    }
  }

  private record Layout() implements Binary.Layout<LabelSequence> {
    @Override
    public void write(LabelSequence sequence, DataOutputStream out) throws IOException {
      new LabelOrderLayout().write(sequence.order(), out);
      int[] recent = sequence.recent();
      out.writeInt(recent.length);
      for (int classId : recent) {
        out.writeInt(classId);
      }
    }

    @Override
    public LabelSequence read(DataInputStream in) throws IOException {
      LabelOrder order = new LabelOrderLayout().read(in);
      int[] recent = new int[in.readInt()];
      for (int i = 0; i < recent.length; i++) {
        recent[i] = in.readInt();
      }
      return LabelSequence.resumed(order, recent);
    }
  }
}
