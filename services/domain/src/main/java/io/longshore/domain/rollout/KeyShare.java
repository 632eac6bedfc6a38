package io.longshore.domain.rollout;

import io.longshore.domain.image.ImageId;
import java.nio.charset.StandardCharsets;

/**
 * Which images a trial sees: those whose id hashes below the share. Every scorer chooses the same,
 * whoever has the partition; an image that is sent twice has the same model both times; and a share
 * that grows keeps the images it had. The hash is FNV-1a with 64 bits, mixed by the finaliser of
 * SplitMix64 (<a href="http://www.isthe.com/chongo/tech/comp/fnv/">FNV</a>; Steele, Lea and Flood,
 * OOPSLA 2014), which any client can compute.
 */
public final class KeyShare {
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private KeyShare() {}

  /** Whether an image belongs to the share, 0 to 1. */
  public static boolean holds(ImageId image, double share) {
    return position(image) < share;
  }

  /** Where an image lies: 0 inclusive to 1 exclusive, uniform over ids. */
  public static double position(ImageId image) {
    long hash = OFFSET;
    for (byte b : image.value().getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * PRIME;
    }
    hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
    hash ^= hash >>> 31;
    return (hash >>> 11) * 0x1p-53;
  }
}
