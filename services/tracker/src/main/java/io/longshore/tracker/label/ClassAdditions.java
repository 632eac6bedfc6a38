package io.longshore.tracker.label;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a batch adds, class by class, in flat arrays: a flood over thousands of classes makes
 * thousands of these entries many times a second.
 *
 * <p>A class has labels whose image is a unit by itself, and labels of units that more than one
 * image may belong to. Those are told by the fingerprint of class and unit, repeats included: a
 * unit may be on several partitions, so whoever puts them together finds the repeats.
 */
public final class ClassAdditions {
  private static final int LONGS_EACH = 2;

  private final String[] names;
  private final long[] alone;
  private final int[] classOfUnit;
  private final long[] units;

  /** Takes the arrays as they are; nobody else may change them. */
  ClassAdditions(String[] names, long[] alone, int[] classOfUnit, long[] units) {
    if (names.length != alone.length || LONGS_EACH * classOfUnit.length != units.length) {
      throw new IllegalArgumentException(
          "%d classes, %d counts; %d units, %d halves of fingerprints"
              .formatted(names.length, alone.length, classOfUnit.length, units.length));
    }
    for (int number : classOfUnit) {
      if (number < 0 || number >= names.length) {
        throw new IllegalArgumentException(
            "a unit of class %d, of %d".formatted(number, names.length));
      }
    }
    this.names = names;
    this.alone = alone;
    this.classOfUnit = classOfUnit;
    this.units = units;
  }

  /** The same, from an entry for each class. */
  public static ClassAdditions of(Map<String, ClassLabels> classes) {
    String[] names = classes.keySet().toArray(String[]::new);
    long[] alone = new long[names.length];
    int total = classes.values().stream().mapToInt(labels -> labels.units().size()).sum();
    int[] classOfUnit = new int[total];
    long[] units = new long[LONGS_EACH * total];
    int unit = 0;
    int number = 0;
    for (ClassLabels labels : classes.values()) {
      alone[number] = labels.alone();
      for (Fingerprint print : labels.units()) {
        classOfUnit[unit] = number;
        units[LONGS_EACH * unit] = print.high();
        units[LONGS_EACH * unit + 1] = print.low();
        unit++;
      }
      number++;
    }
    return new ClassAdditions(names, alone, classOfUnit, units);
  }

  /** Number of classes. */
  public int size() {
    return names.length;
  }

  /** The name of a class, in [0, {@link #size()}). */
  public String name(int number) {
    return names[number];
  }

  /** Labels of a class whose image is a unit by itself. */
  public long alone(int number) {
    return alone[number];
  }

  /** Such labels of all classes. */
  public long alone() {
    return Arrays.stream(alone).sum();
  }

  /** Labels of units that may be of several images. */
  public int units() {
    return classOfUnit.length;
  }

  /** The class of such a label, in [0, {@link #size()}). */
  public int classOfUnit(int unit) {
    return classOfUnit[unit];
  }

  /** The first half of the fingerprint of class and unit of such a label. */
  public long high(int unit) {
    return units[LONGS_EACH * unit];
  }

  /** The second half. */
  public long low(int unit) {
    return units[LONGS_EACH * unit + 1];
  }

  /** All labels. */
  public long labels() {
    return alone() + classOfUnit.length;
  }

  /** The same, as an entry for each class, in the order in which classes came. */
  public Map<String, ClassLabels> byClass() {
    var units = new ArrayList<List<Fingerprint>>();
    for (int number = 0; number < names.length; number++) {
      units.add(new ArrayList<>());
    }
    for (int unit = 0; unit < classOfUnit.length; unit++) {
      units.get(classOfUnit[unit]).add(new Fingerprint(high(unit), low(unit)));
    }
    var classes = new LinkedHashMap<String, ClassLabels>();
    for (int number = 0; number < names.length; number++) {
      List<Fingerprint> own = units.get(number);
      classes.put(names[number], new ClassLabels(alone[number] + own.size(), alone[number], own));
    }
    return classes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClassAdditions that && byClass().equals(that.byClass());
  }

  @Override
  public int hashCode() {
    return byClass().hashCode();
  }

  @Override
  public String toString() {
    return byClass().toString();
  }
}
