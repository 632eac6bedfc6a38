package io.longshore.tracker.tracking;

import io.longshore.tracker.memory.Binary;
import io.longshore.tracker.memory.Fields;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What operators have set of a policy, as bytes. */
record PolicyValuesLayout() implements Binary.Layout<SortedMap<String, String>> {
  static final Binary<SortedMap<String, String>> FORM =
      new Binary<>("what is set of a policy", 1, new PolicyValuesLayout());

  @Override
  public void write(SortedMap<String, String> values, DataOutputStream out) throws IOException {
    out.writeInt(values.size());
    for (Map.Entry<String, String> value : values.entrySet()) {
      Fields.write(value.getKey(), out);
      Fields.write(value.getValue(), out);
    }
  }

  @Override
  public SortedMap<String, String> read(DataInputStream in) throws IOException {
    var values = new TreeMap<String, String>();
    for (int left = in.readInt(); left > 0; left--) {
      values.put(Fields.readText(in), Fields.readText(in));
    }
    return values;
  }
}
