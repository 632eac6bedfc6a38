package io.longshore.loadtest.tracker;

import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.domain.frequency.ClassFrequency;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.image.Split;
import io.longshore.domain.label.Label;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Labels to send, and what counting them must come to. Classes are long-tailed; every second label
 * belongs to a unit of five images, which lie on any partitions.
 */
final class Truth {
  private static final int UNIT = 5;

  private final int classes;
  private final Random random;
  private final Map<String, Long> labels = new TreeMap<>();
  private final Map<String, Long> units = new TreeMap<>();
  private final Set<Long> seenUnits = new HashSet<>();
  private long drawn;

  Truth(int classes, long seed) {
    this.classes = classes;
    this.random = new Random(seed);
  }

  /** The next label, of a new image. */
  Label next() {
    long number = drawn++;
    boolean alone = number % 2 == 0;
    long unit = number / (2 * UNIT);
    String className = className(alone ? random.nextDouble() : new Random(unit).nextDouble());
    labels.merge(className, 1L, Long::sum);
    if (alone || seenUnits.add(unit)) {
      units.merge(className, 1L, Long::sum);
    }
    var image = new ImageId("image-" + number);
    return new Label(
        image,
        className,
        new ImageLocation(0, number),
        alone ? image.value() : "unit-" + unit,
        Split.STREAM,
        Instant.now());
  }

  long labels() {
    return drawn;
  }

  /** Every class whose count is not the truth, in words. */
  List<String> differences(ClassFrequencies counted) {
    var differences = new ArrayList<String>();
    labels.forEach(
        (name, n) -> {
          ClassFrequency found = counted.classes().getOrDefault(name, ClassFrequency.NONE);
          if (found.labels() != n || found.units() != units.getOrDefault(name, 0L)) {
            differences.add(
                "%s: %d labels of %d units, counted %d of %d"
                    .formatted(
                        name, n, units.getOrDefault(name, 0L), found.labels(), found.units()));
          }
        });
    counted.classes().keySet().stream()
        .filter(name -> !labels.containsKey(name))
        .forEach(name -> differences.add(name + ": counted and never sent"));
    return differences;
  }

  int classes() {
    return labels.size();
  }

  private String className(double draw) {
    return "class-" + (int) (classes * draw * draw);
  }
}
