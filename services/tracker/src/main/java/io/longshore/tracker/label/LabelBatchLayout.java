package io.longshore.tracker.label;

import io.longshore.tracker.memory.Binary;
import io.longshore.tracker.memory.Fields;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** Batches as bytes: on the internal topic and where they are remembered. */
public record LabelBatchLayout() implements Binary.Layout<LabelBatch> {
  public static final Binary<LabelBatch> FORM =
      new Binary<>("a batch of labels", 1, new LabelBatchLayout());

  /** Several, one after the other. */
  public static final Binary<List<LabelBatch>> LIST =
      new Binary<>("batches of labels", 1, new Several());

  @Override
  public void write(LabelBatch batch, DataOutputStream out) throws IOException {
    out.writeInt(batch.partition());
    out.writeLong(batch.bucket());
    out.writeLong(batch.latest());
    out.writeLong(batch.nextOffset());
    out.writeLong(batch.records());
    Fields.write(batch.asOf(), out);
    new LabelOrderLayout().write(batch.order(), out);
    out.writeInt(batch.classes().size());
    for (var entry : batch.classes().entrySet()) {
      Fields.write(entry.getKey(), out);
      write(entry.getValue(), out);
    }
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
    var classes = new HashMap<String, ClassLabels>();
    for (int left = in.readInt(); left > 0; left--) {
      classes.put(Fields.readText(in), readLabels(in));
    }
    return new LabelBatch(partition, bucket, latest, nextOffset, records, asOf, order, classes);
  }

  private static void write(ClassLabels labels, DataOutputStream out) throws IOException {
    out.writeLong(labels.alone());
    out.writeInt(labels.units().size());
    for (Fingerprint unit : labels.units()) {
      out.writeLong(unit.high());
      out.writeLong(unit.low());
    }
  }

  private static ClassLabels readLabels(DataInputStream in) throws IOException {
    long alone = in.readLong();
    int others = in.readInt();
    var units = new ArrayList<Fingerprint>();
    for (int i = 0; i < others; i++) {
      units.add(new Fingerprint(in.readLong(), in.readLong()));
    }
    return new ClassLabels(alone + others, alone, units);
  }

  private record Several() implements Binary.Layout<List<LabelBatch>> {
    @Override
    public void write(List<LabelBatch> batches, DataOutputStream out) throws IOException {
      out.writeInt(batches.size());
      for (LabelBatch batch : batches) {
        new LabelBatchLayout().write(batch, out);
      }
    }

    @Override
    public List<LabelBatch> read(DataInputStream in) throws IOException {
      var batches = new ArrayList<LabelBatch>();
      for (int left = in.readInt(); left > 0; left--) {
        batches.add(new LabelBatchLayout().read(in));
      }
      return batches;
    }
  }
}
