package io.longshore.scorer.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.longshore.scorer.fixture.TinyModel;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** Requests for {@link TinyModel}, and what it has to say of them. */
final class Requests {

  private Requests() {}

  static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  /** One input of UINT8, and more members of the request. */
  static String pixels(String shape, String data, String more) {
    return quoted("{'inputs':[{'name':'image','shape':%s,'datatype':'UINT8','data':%s}]%s}")
        .formatted(shape, data, quoted(more));
  }

  static String pixels(String shape, String data) {
    return pixels(shape, data, "");
  }

  /** One input whose data lie behind the JSON. */
  static String behind(String datatype, String shape, int size, String more) {
    return quoted(
            "{'inputs':[{'name':'image','shape':%s,'datatype':'%s','parameters':{'binary_data_size':%d}}]%s}")
        .formatted(shape, datatype, size, quoted(more));
  }

  static String quoted(String json) {
    return json.replace('\'', '"');
  }

  static String flat(byte[] pixels) {
    return IntStream.range(0, pixels.length)
        .mapToObj(i -> Integer.toString(pixels[i] & 0xff))
        .collect(Collectors.joining(",", "[", "]"));
  }

  /** The logits of images of 2x2, row by row, in plain arithmetic. */
  static float[] logits(byte[] pixels) {
    int size = TinyModel.SHAPE.size();
    float[] all = new float[pixels.length / size * TinyModel.CLASSES.size()];
    for (int i = 0; i < pixels.length / size; i++) {
      float[] row = TinyModel.logits(Arrays.copyOfRange(pixels, i * size, (i + 1) * size));
      System.arraycopy(row, 0, all, i * row.length, row.length);
    }
    return all;
  }

  static float[] floats(JsonNode data) {
    float[] floats = new float[data.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = data.get(i).floatValue();
    }
    return floats;
  }

  static float[] floats(byte[] data) {
    float[] floats = new float[data.length / Float.BYTES];
    ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
    return floats;
  }

  /** A grey file of height x width pixels. */
  static byte[] grey(String format, int height, int width, byte[] pixels) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setDataElements(0, 0, width, height, pixels);
    return file(format, image);
  }

  static byte[] file(String format, BufferedImage image) {
    var file = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, file);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return file.toByteArray();
  }
}
