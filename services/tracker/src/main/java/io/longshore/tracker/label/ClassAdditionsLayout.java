package io.longshore.tracker.label;

import io.longshore.tracker.memory.Binary;
import io.longshore.tracker.memory.Fields;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** What a batch adds, as bytes: the classes, then the units of all of them. */
record ClassAdditionsLayout() implements Binary.Layout<ClassAdditions> {
  private static final int UNIT_BYTES = Integer.BYTES + 2 * Long.BYTES;

  @Override
  public void write(ClassAdditions added, DataOutputStream out) throws IOException {
    Fields.writeNumber(added.size(), out);
    for (int number = 0; number < added.size(); number++) {
      Fields.write(added.name(number), out);
      Fields.writeNumber(added.alone(number), out);
    }
    Fields.writeNumber(added.units(), out);
    var units = ByteBuffer.allocate(UNIT_BYTES * added.units());
    for (int unit = 0; unit < added.units(); unit++) {
      units.putInt(added.classOfUnit(unit)).putLong(added.high(unit)).putLong(added.low(unit));
    }
    out.write(units.array());
  }

  @Override
  public ClassAdditions read(DataInputStream in) throws IOException {
    int classes = count(in);
    String[] names = new String[classes];
    long[] alone = new long[classes];
    for (int number = 0; number < classes; number++) {
      names[number] = Fields.readText(in);
      alone[number] = Fields.readNumber(in);
    }
    int units = count(in);
    byte[] bytes = in.readNBytes(Math.multiplyExact(UNIT_BYTES, units));
    if (bytes.length < UNIT_BYTES * units) {
      throw new EOFException(units + " units end after " + bytes.length + " bytes");
    }
    int[] classOfUnit = new int[units];
    long[] halves = new long[2 * units];
    var read = ByteBuffer.wrap(bytes);
    for (int unit = 0; unit < units; unit++) {
      classOfUnit[unit] = read.getInt();
      halves[2 * unit] = read.getLong();
      halves[2 * unit + 1] = read.getLong();
    }
    return new ClassAdditions(names, alone, classOfUnit, halves);
  }

  /** No more than there are bytes left, so that damaged bytes do not fill the memory. */
  private static int count(DataInputStream in) throws IOException {
    long count = Fields.readNumber(in);
    if (count < 0 || count > in.available()) {
      throw new EOFException(count + " entries in " + in.available() + " bytes");
    }
    return (int) count;
  }
}
