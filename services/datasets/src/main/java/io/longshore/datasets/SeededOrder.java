package io.longshore.datasets;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A shuffle that depends on each image's id and on the seed alone, not on the order in which images
 * were listed; so the first n of a class stay chosen when more are asked for, and when other images
 * join the data set.
 *
 * <p>The key is FNV-1a (64 bit) of the id's UTF-8 bytes, mixed with the seed by the finalizer of
 * SplitMix64.
 */
final class SeededOrder {

  private static final long FNV_BASIS = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final long GOLDEN_RATIO = 0x9e3779b97f4a7c15L;

  private final long seed;

  SeededOrder(long seed) {
    this.seed = mix(seed + GOLDEN_RATIO);
  }

  List<LabelledImage> shuffled(Collection<LabelledImage> images) {
    record Keyed(long key, LabelledImage image) {}
    List<Keyed> keyed = new ArrayList<>(images.size());
    images.forEach(image -> keyed.add(new Keyed(key(image.id().value()), image)));
    keyed.sort(Comparator.comparingLong(Keyed::key).thenComparing(k -> k.image().id()));
    return keyed.stream().map(Keyed::image).toList();
  }

  private long key(String id) {
    long hash = FNV_BASIS;
    for (byte b : id.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * FNV_PRIME;
    }
    return mix(hash ^ seed);
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
