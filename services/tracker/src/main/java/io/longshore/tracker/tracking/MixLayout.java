package io.longshore.tracker.tracking;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.model.ModelVersion;
import io.longshore.tracker.count.ModelMix;
import io.longshore.tracker.memory.Binary;
import io.longshore.tracker.memory.Fields;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.TreeMap;

/** The mixes that models were adapted to, in their store. */
record MixLayout() implements Binary.Layout<ModelMix> {
  static final Binary<ModelMix> FORM = new Binary<>("a model's mix", 1, new MixLayout());

  @Override
  public void write(ModelMix mix, DataOutputStream out) throws IOException {
    Fields.write(mix.gear().name(), out);
    Fields.write(mix.parent(), out);
    out.writeInt(mix.weights().size());
    for (var weight : mix.weights().entrySet()) {
      Fields.write(weight.getKey(), out);
      out.writeDouble(weight.getValue());
    }
  }

  @Override
  public ModelMix read(DataInputStream in) throws IOException {
    Gear gear = Gear.valueOf(Fields.readText(in));
    Optional<ModelVersion> parent = Fields.readVersion(in);
    var weights = new TreeMap<String, Double>();
    for (int left = in.readInt(); left > 0; left--) {
      weights.put(Fields.readText(in), in.readDouble());
    }
    return new ModelMix(gear, parent, weights);
  }
}
