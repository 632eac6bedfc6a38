package io.longshore.bench.continual;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.longshore.domain.model.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.stream.IntStream;

/**
 * What is kept of a class when the next task comes: its images of lowest hash, as the product's
 * replay memory keeps them. The choice depends on nothing but the images' numbers and the seed, and
 * a smaller memory is part of a larger one. The paper picks by herding, which needs a model.
 *
 * @param perClass images kept of each class, or all of them where it has fewer
 */
public record Exemplars(int perClass, long seed) {

  public Exemplars {
    if (perClass < 0) {
      throw new IllegalArgumentException("a memory can't hold " + perClass + " images of a class");
    }
  }

  /** Those of one class's images that are kept, in ascending order. */
  int[] of(int[] images) {
    return IntStream.of(images)
        .boxed()
        .sorted((a, b) -> Long.compareUnsigned(rank(a), rank(b)))
        .limit(perClass)
        .mapToInt(Integer::intValue)
        .sorted()
        .toArray();
  }

  private long rank(int image) {
    MessageDigest digest = Sha256.digest();
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(seed).array());
    digest.update(Integer.toString(image).getBytes(UTF_8));
    return ByteBuffer.wrap(digest.digest()).getLong();
  }
}
