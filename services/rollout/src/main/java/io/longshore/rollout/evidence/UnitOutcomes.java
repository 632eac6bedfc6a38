package io.longshore.rollout.evidence;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.rollout.KeyShare;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * One outcome for each unit and class, so that a burst of images which show the same thing is not
 * taken for evidence. Of several images of a unit, the one whose id hashes lowest counts: which
 * that is depends neither on what the models said nor on the order in which labels come.
 */
final class UnitOutcomes {
  private record UnitClass(String unit, String className) {}

  private record Place(double position, String id) implements Comparable<Place> {
    static Place of(ImageId image) {
      return new Place(KeyShare.position(image), image.value());
    }

    @Override
    public int compareTo(Place other) {
      int order = Double.compare(position, other.position);
      return order == 0 ? id.compareTo(other.id) : order;
    }
  }

  private final Map<UnitClass, NavigableMap<Place, Outcome>> units = new LinkedHashMap<>();
  private final BiConsumer<String, Outcome> counted;
  private final BiConsumer<String, Outcome> uncounted;
  private final int memory;

  /**
   * @param counted told of a class and outcome that counts now
   * @param uncounted told of one that counts no more
   * @param memory units remembered; the outcome of one that is forgotten stays counted
   */
  UnitOutcomes(
      BiConsumer<String, Outcome> counted, BiConsumer<String, Outcome> uncounted, int memory) {
    this.counted = counted;
    this.uncounted = uncounted;
    this.memory = memory;
  }

  void add(ImageId image, String unit, String className, Outcome outcome) {
    var images = units.computeIfAbsent(new UnitClass(unit, className), u -> new TreeMap<>());
    change(images, className, () -> images.put(Place.of(image), outcome));
    if (units.size() > memory) {
      Iterator<?> eldest = units.keySet().iterator();
      eldest.next();
      eldest.remove();
    }
  }

  void take(ImageId image, String unit, String className) {
    var key = new UnitClass(unit, className);
    var images = units.get(key);
    if (images != null) {
      change(images, className, () -> images.remove(Place.of(image)));
      if (images.isEmpty()) {
        units.remove(key);
      }
    }
  }

  private void change(NavigableMap<Place, Outcome> images, String className, Runnable change) {
    if (!images.isEmpty()) {
      uncounted.accept(className, images.firstEntry().getValue());
    }
    change.run();
    if (!images.isEmpty()) {
      counted.accept(className, images.firstEntry().getValue());
    }
  }
}
