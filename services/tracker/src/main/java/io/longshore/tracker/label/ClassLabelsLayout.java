package io.longshore.tracker.label;

import io.longshore.tracker.memory.Binary;
import io.longshore.tracker.memory.Fields;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a batch adds as trackers wrote it before {@link ClassAdditionsLayout}, class by class with
 * its units. It is still read, so that a tracker takes over what an older one left.
 */
record ClassLabelsLayout() implements Binary.Layout<ClassAdditions> {

  @Override
  public void write(ClassAdditions added, DataOutputStream out) throws IOException {
    Map<String, ClassLabels> classes = added.byClass();
    out.writeInt(classes.size());
    for (var entry : classes.entrySet()) {
      Fields.write(entry.getKey(), out);
      out.writeLong(entry.getValue().alone());
      out.writeInt(entry.getValue().units().size());
      for (Fingerprint unit : entry.getValue().units()) {
        out.writeLong(unit.high());
        out.writeLong(unit.low());
      }
    }
  }

  @Override
  public ClassAdditions read(DataInputStream in) throws IOException {
    var classes = new LinkedHashMap<String, ClassLabels>();
    for (int left = in.readInt(); left > 0; left--) {
      classes.put(Fields.readText(in), readLabels(in));
    }
    return ClassAdditions.of(classes);
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
}
