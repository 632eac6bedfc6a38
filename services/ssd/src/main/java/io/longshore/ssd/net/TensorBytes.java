package io.longshore.ssd.net;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Tensors as bytes: count, then name, shape and big-endian float32 values of each. */
public final class TensorBytes {
  private TensorBytes() {}

  public static void write(List<Tensor> tensors, DataOutputStream out) throws IOException {
    out.writeInt(tensors.size());
    for (Tensor tensor : tensors) {
      float[] values = tensor.toArray();
      out.writeUTF(tensor.name());
      out.writeUTF(tensor.value().getShape().toString());
      ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
      bytes.asFloatBuffer().put(values);
      out.write(bytes.array());
    }
  }

  /**
   * Overwrites the tensors by what was written, if names, order and shapes are the same; otherwise
   * none is touched.
   *
   * @throws IllegalArgumentException naming the first tensor that differs
   */
  public static void read(List<Tensor> tensors, DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count != tensors.size()) {
      throw new IllegalArgumentException(
          count + " tensors were written, " + tensors.size() + " are expected");
    }
    float[][] values = new float[count][];
    for (int i = 0; i < count; i++) {
      Tensor tensor = tensors.get(i);
      String expected = tensor.name() + " " + tensor.value().getShape();
      String found = in.readUTF() + " " + in.readUTF();
      if (!found.equals(expected)) {
        throw new IllegalArgumentException(
            "tensor " + i + " is " + found + " instead of " + expected);
      }
      values[i] = new float[Math.toIntExact(tensor.value().size())];
      byte[] bytes = in.readNBytes(values[i].length * Float.BYTES);
      ByteBuffer.wrap(Arrays.copyOf(bytes, values[i].length * Float.BYTES))
          .asFloatBuffer()
          .get(values[i]);
    }
    for (int i = 0; i < count; i++) {
      tensors.get(i).value().set(values[i]);
    }
  }
}
