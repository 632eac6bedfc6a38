package io.longshore.ssd;

import io.longshore.ssd.net.LinearHead;
import io.longshore.ssd.net.NetworkSpec;
import io.longshore.ssd.net.ResNet;
import io.longshore.ssd.net.TensorBytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;

/**
 * A trained model as bytes: magic number, description, tensors, heads, scales, CRC-32 of all before
 * it.
 */
final class ModelBytes {
  private static final long VERSION_1 = 0x5353444d4f444531L; // "SSDMODE1"
  private static final long VERSION_2 = 0x5353444d4f444532L; // "SSDMODE2"
  private static final long VERSION_3 = 0x5353444d4f444533L; // "SSDMODE3": a refitted head

  private ModelBytes() {}

  static byte[] encode(TrainedModel model) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    try {
      out.writeLong(model.refittedHead().isPresent() ? VERSION_3 : VERSION_2);
      NetworkSpecBytes.write(model.spec(), out);
      TensorBytes.write(model.encoder().tensors(), out);
      writeHead(model.hardHead(), out);
      writeFloats(model.scales(), out);
      out.writeBoolean(model.softHead().isPresent());
      if (model.softHead().isPresent()) {
        writeHead(model.softHead().get(), out);
        out.writeUTF(model.served().name());
      }
      if (model.refittedHead().isPresent()) {
        writeHead(model.refittedHead().get(), out);
      }
      out.writeLong(crc(bytes.toByteArray(), bytes.size()));
    } catch (IOException e) {
      throw new UncheckedIOException("memory took no more bytes", e);
    }
    return bytes.toByteArray();
  }

  static TrainedModel decode(byte[] bytes) {
    long version = bytes.length < 2 * Long.BYTES ? 0 : ByteBuffer.wrap(bytes).getLong();
    if (version != VERSION_1 && version != VERSION_2 && version != VERSION_3) {
      throw new IllegalArgumentException(
          bytes.length + " bytes are no trained model of this format");
    }
    int body = bytes.length - Long.BYTES;
    if (ByteBuffer.wrap(bytes).getLong(body) != crc(bytes, body)) {
      throw new IllegalArgumentException(
          "the trained model of "
              + bytes.length
              + " bytes is cut off or changed: its checksum does not fit");
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, Long.BYTES, body));
    try {
      NetworkSpec spec =
          version == VERSION_1 ? NetworkSpecBytes.readVersion1(in) : NetworkSpecBytes.read(in);
      ResNet encoder = new ResNet(spec, 0);
      TensorBytes.read(encoder.tensors(), in);
      TrainedModel model = TrainedModel.of(encoder, readHead(in), readFloats(in));
      if (in.readBoolean()) {
        model = model.withSoftHead(readHead(in));
        model = version == VERSION_1 ? model : model.serving(ServedHead.valueOf(in.readUTF()));
      }
      return version == VERSION_3 ? model.headed(encoder, readHead(in)) : model;
    } catch (IOException e) {
      throw new IllegalArgumentException("the trained model is cut off", e);
    }
  }

  static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static long crc(byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, length);
    return crc.getValue();
  }

  private static void writeHead(LinearHead head, DataOutputStream out) throws IOException {
    writeFloats(head.weight(), out);
    writeFloats(head.bias(), out);
  }

  private static LinearHead readHead(DataInputStream in) throws IOException {
    return new LinearHead(readFloats(in), readFloats(in));
  }

  private static void writeFloats(float[] values, DataOutputStream out) throws IOException {
    out.writeInt(values.length);
    for (float value : values) {
      out.writeFloat(value);
    }
  }

  private static float[] readFloats(DataInputStream in) throws IOException {
    float[] values = new float[in.readInt()];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readFloat();
    }
    return values;
  }
}
