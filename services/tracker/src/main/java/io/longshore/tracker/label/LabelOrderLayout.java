package io.longshore.tracker.label;

import io.longshore.domain.drift.LabelOrder;
import io.longshore.tracker.memory.Binary;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** An order of labels as bytes. */
public record LabelOrderLayout() implements Binary.Layout<LabelOrder> {
  public static final Binary<LabelOrder> FORM =
      new Binary<>("an order of labels", 1, new LabelOrderLayout());

  @Override
  public void write(LabelOrder order, DataOutputStream out) throws IOException {
    out.writeLong(order.labels());
    write(order.pairs(), out);
    write(order.agreements(), out);
  }

  @Override
  public LabelOrder read(DataInputStream in) throws IOException {
    return new LabelOrder(in.readLong(), read(in, LabelOrder.LAGS), read(in, LabelOrder.LAGS));
  }

  private static void write(long[] sums, DataOutputStream out) throws IOException {
    for (long sum : sums) {
      out.writeLong(sum);
    }
  }

  private static long[] read(DataInputStream in, int sums) throws IOException {
    long[] read = new long[sums];
    for (int i = 0; i < sums; i++) {
      read[i] = in.readLong();
    }
    return read;
  }
}
