package io.longshore.scorer.http;

import io.longshore.domain.image.ImageShape;
import io.longshore.scorer.http.InferRequest.Input;
import java.util.Arrays;
import java.util.List;

/**
 * The images of a request as a model reads them.
 *
 * @param pixels (images, height, width, channels) unsigned bytes
 * @param images how many
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of bytes; never compared
record ImageTensor(byte[] pixels, int images) {

  /**
   * What reading may cost.
   *
   * @param images most of them
   * @param encoded decodes files
   * @param share grows by the pixels that files turn into
   */
  record Bounds(int images, EncodedImages encoded, Room.Share share) {}

  /**
   * Reads pixels (UINT8) or encoded files (BYTES).
   *
   * @param wanted what the model takes
   * @throws HttpProblem 400 if the input is something else, 503 if there is no room for it
   */
  static ImageTensor of(Input input, byte[] body, ImageShape wanted, Bounds bounds) {
    return switch (input.datatype()) {
      case "UINT8" -> pixels(input, body, wanted, bounds.images());
      case "BYTES" -> files(input, body, wanted, bounds);
      default ->
          throw HttpProblem.bad(
              "%s has the datatype %s; the model takes %s"
                  .formatted(input.where(), input.datatype(), wants(wanted)));
    };
  }

  private static ImageTensor pixels(Input input, byte[] body, ImageShape wanted, int mostImages) {
    long[] shape = input.shape();
    if (shape.length != 4
        || shape[1] != wanted.height()
        || shape[2] != wanted.width()
        || shape[3] != wanted.channels()) {
      throw wrongShape(input, wanted);
    }
    int images = images(shape[0], input, mostImages);
    long bytes = (long) images * wanted.size();
    byte[] pixels;
    if (input.data() instanceof TensorData.Binary binary) {
      requireSize(binary.size(), bytes, input);
      pixels = binary.of(body);
    } else if (input.data() instanceof TensorData.Numbers numbers) {
      requireSize(numbers.bytes().length, bytes, input);
      requireNesting(numbers.nesting(), input);
      pixels = numbers.bytes();
    } else {
      throw HttpProblem.bad(input.where() + ".data has strings; UINT8 is numbers of 0 to 255");
    }
    return new ImageTensor(pixels, images);
  }

  private static ImageTensor files(Input input, byte[] body, ImageShape wanted, Bounds bounds) {
    long[] shape = input.shape();
    if (shape.length != 1 && !(shape.length == 2 && shape[1] == 1)) {
      throw wrongShape(input, wanted);
    }
    int images = images(shape[0], input, bounds.images());
    List<byte[]> files;
    if (input.data() instanceof TensorData.Binary binary) {
      files = BinaryFraming.elements(body, binary, bounds.images(), input.where());
    } else if (input.data() instanceof TensorData.Texts texts) {
      requireNesting(texts.nesting(), input);
      files = texts.elements();
    } else {
      throw HttpProblem.bad(
          input.where() + ".data has numbers; BYTES in JSON are strings of Base64");
    }
    requireSize(files.size(), images, input);
    bounds.share().grow((long) images * wanted.size());
    return new ImageTensor(bounds.encoded().pixels(files, wanted, input.where()), images);
  }

  private static int images(long count, Input input, int mostImages) {
    if (count < 1 || count > mostImages) {
      throw HttpProblem.bad(
          "%s has the shape %s, so %d images; 1 to %d are scored in a request"
              .formatted(input.where(), input.shapeInWords(), count, mostImages));
    }
    return (int) count;
  }

  private static void requireSize(int found, long wanted, Input input) {
    if (found != wanted) {
      throw HttpProblem.bad(
          "%s has the shape %s, which is %d elements of %s, and data of %d"
              .formatted(input.where(), input.shapeInWords(), wanted, input.datatype(), found));
    }
  }

  /** A flat array goes with every shape, a nested one with its own. */
  private static void requireNesting(int[] nesting, Input input) {
    long[] lengths = Arrays.stream(nesting).asLongStream().toArray();
    if (lengths.length > 1 && !Arrays.equals(lengths, input.shape())) {
      throw HttpProblem.bad(
          "%s has the shape %s, and its data are nested as %s"
              .formatted(input.where(), input.shapeInWords(), Arrays.toString(lengths)));
    }
  }

  private static HttpProblem wrongShape(Input input, ImageShape wanted) {
    return HttpProblem.bad(
        "%s has the shape %s of %s; the model takes %s"
            .formatted(input.where(), input.shapeInWords(), input.datatype(), wants(wanted)));
  }

  private static String wants(ImageShape wanted) {
    return "[n, %d, %d, %d] UINT8, or [n] BYTES of PNG or JPEG files"
        .formatted(wanted.height(), wanted.width(), wanted.channels());
  }
}
