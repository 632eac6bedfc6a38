package io.longshore.tracker.tracking;

import io.longshore.domain.adaptation.Gear;
import io.longshore.tracker.memory.Binary;
import io.longshore.tracker.memory.Fields;
import io.longshore.tracker.policy.Ledger;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.EnumMap;

/** When gears were asked for, as bytes. */
record LedgerLayout() implements Binary.Layout<Ledger> {
  static final Binary<Ledger> FORM = new Binary<>("a ledger of gears", 1, new LedgerLayout());

  @Override
  public void write(Ledger ledger, DataOutputStream out) throws IOException {
    out.writeInt(ledger.entries().size());
    for (var entry : ledger.entries().entrySet()) {
      Fields.write(entry.getKey().name(), out);
      Fields.write(entry.getValue().at(), out);
      out.writeLong(entry.getValue().thatDay());
    }
  }

  @Override
  public Ledger read(DataInputStream in) throws IOException {
    var entries = new EnumMap<Gear, Ledger.Entry>(Gear.class);
    for (int left = in.readInt(); left > 0; left--) {
      entries.put(
          Gear.valueOf(Fields.readText(in)),
          new Ledger.Entry(Fields.readInstant(in), in.readLong()));
    }
    return new Ledger(entries);
  }
}
