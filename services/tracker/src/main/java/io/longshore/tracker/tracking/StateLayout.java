package io.longshore.tracker.tracking;

import io.longshore.domain.adaptation.Gear;
import io.longshore.tracker.count.Counted;
import io.longshore.tracker.count.Issued;
import io.longshore.tracker.count.TrackerState;
import io.longshore.tracker.count.Watch;
import io.longshore.tracker.memory.Binary;
import io.longshore.tracker.memory.Fields;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.EnumMap;
import java.util.TreeMap;

/** The tracker's state in its store. */
record StateLayout() implements Binary.Layout<TrackerState> {
  static final Binary<TrackerState> FORM =
      new Binary<>("the tracker's state", 1, new StateLayout());

  @Override
  public void write(TrackerState state, DataOutputStream out) throws IOException {
    write(state.counted(), out);
    Fields.write(state.live(), out);
    out.writeLong(state.planEpoch());
    write(state.watch(), out);
    write(state.issued(), out);
  }

  @Override
  public TrackerState read(DataInputStream in) throws IOException {
    return new TrackerState(
        readCounted(in), Fields.readVersion(in), in.readLong(), readWatch(in), readIssued(in));
  }

  private static void write(Counted counted, DataOutputStream out) throws IOException {
    out.writeLong(counted.labels());
    out.writeLong(counted.units());
    out.writeInt(counted.offsets().size());
    for (var offset : counted.offsets().entrySet()) {
      out.writeInt(offset.getKey());
      out.writeLong(offset.getValue());
    }
    Fields.write(counted.asOf(), out);
    out.writeLong(counted.bucket());
  }

  private static Counted readCounted(DataInputStream in) throws IOException {
    long labels = in.readLong();
    long units = in.readLong();
    var offsets = new TreeMap<Integer, Long>();
    for (int left = in.readInt(); left > 0; left--) {
      offsets.put(in.readInt(), in.readLong());
    }
    return new Counted(labels, units, offsets, Fields.readInstant(in), in.readLong());
  }

  private static void write(Watch watch, DataOutputStream out) throws IOException {
    Fields.write(watch.head(), out);
    Fields.write(watch.backbone(), out);
    out.writeLong(watch.firstRun());
    out.writeLong(watch.run());
    out.writeLong(watch.units());
    out.writeLong(watch.looked());
    out.writeDouble(watch.lowestLogE());
    out.writeLong(watch.lowestAt());
    out.writeLong(watch.recentRun());
  }

  private static Watch readWatch(DataInputStream in) throws IOException {
    return new Watch(
        Fields.readVersion(in),
        Fields.readVersion(in),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readDouble(),
        in.readLong(),
        in.readLong());
  }

  private static void write(Issued issued, DataOutputStream out) throws IOException {
    out.writeLong(issued.snapshots());
    out.writeLong(issued.adaptations());
    out.writeLong(issued.unpublished());
    out.writeInt(issued.asked().size());
    for (var asked : issued.asked().entrySet()) {
      Fields.write(asked.getKey().name(), out);
      Fields.write(asked.getValue().model(), out);
      out.writeLong(asked.getValue().units());
    }
  }

  private static Issued readIssued(DataInputStream in) throws IOException {
    long snapshots = in.readLong();
    long adaptations = in.readLong();
    long unpublished = in.readLong();
    var asked = new EnumMap<Gear, Issued.Asked>(Gear.class);
    for (int left = in.readInt(); left > 0; left--) {
      asked.put(
          Gear.valueOf(Fields.readText(in)),
          new Issued.Asked(Fields.readVersion(in), in.readLong()));
    }
    return new Issued(snapshots, adaptations, unpublished, asked);
  }
}
