package io.longshore.trainer.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.model.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/**
 * The order in which a class's images are kept. A hash of the id and a seed is uniform and
 * independent of the order of arrival, so the k lowest are a uniform sample that is the same on
 * every replay and can be merged from parts (bottom-k sampling, Cohen and Kaplan 2007).
 */
public final class Rank {
  private final long seed;

  public Rank(long seed) {
    this.seed = seed;
  }

  /** Unsigned 64 bits. */
  public long of(ImageId id) {
    MessageDigest digest = Sha256.digest();
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(seed).array());
    digest.update(id.value().getBytes(UTF_8));
    return ByteBuffer.wrap(digest.digest()).getLong();
  }

  /** Whether the id falls into the given fraction of all ids. */
  public boolean within(ImageId id, double fraction) {
    return (of(id) >>> 11) * 0x1.0p-53 < fraction;
  }
}
