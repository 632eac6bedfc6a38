package io.longshore.tracker.label;

import io.longshore.tracker.memory.Binary;
import io.longshore.tracker.memory.Fields;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Batches as bytes: on the internal topic and where they are remembered.
 *
 * @param added how what is added is written
 */
public record LabelBatchLayout(Binary.Layout<ClassAdditions> added)
    implements Binary.Layout<LabelBatch> {
  private static final LabelBatchLayout BY_CLASS = new LabelBatchLayout(new ClassLabelsLayout());
  private static final LabelBatchLayout FLAT = new LabelBatchLayout(new ClassAdditionsLayout());

  public static final Binary<LabelBatch> FORM =
      new Binary<>("a batch of labels", 1, BY_CLASS).replacedBy(2, FLAT);

  /** Several, one after the other. */
  public static final Binary<List<LabelBatch>> LIST =
      new Binary<>("batches of labels", 1, new Several(BY_CLASS)).replacedBy(2, new Several(FLAT));

  @Override
  public void write(LabelBatch batch, DataOutputStream out) throws IOException {
    out.writeInt(batch.partition());
    out.writeLong(batch.bucket());
    out.writeLong(batch.latest());
    out.writeLong(batch.nextOffset());
    out.writeLong(batch.records());
    Fields.write(batch.asOf(), out);
    new LabelOrderLayout().write(batch.order(), out);
    added.write(batch.classes(), out);
  }

  @Override
  public LabelBatch read(DataInputStream in) throws IOException {
    int partition = in.readInt();
    long bucket = in.readLong();
    long latest = in.readLong();
    long nextOffset = in.readLong();
    long records = in.readLong();
    Instant asOf = Fields.readInstant(in);
    var order = new LabelOrderLayout().read(in);
    return new LabelBatch(
        partition, bucket, latest, nextOffset, records, asOf, order, added.read(in));
  }

  private record Several(LabelBatchLayout one) implements Binary.Layout<List<LabelBatch>> {
    @Override
    public void write(List<LabelBatch> batches, DataOutputStream out) throws IOException {
      out.writeInt(batches.size());
      for (LabelBatch batch : batches) {
        one.write(batch, out);
      }
    }

    @Override
    public List<LabelBatch> read(DataInputStream in) throws IOException {
      var batches = new ArrayList<LabelBatch>();
      for (int left = in.readInt(); left > 0; left--) {
        batches.add(one.read(in));
      }
      return batches;
    }
  }
}
