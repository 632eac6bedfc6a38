package io.longshore.standalone.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Checks one after the other; one that fails is a finding, and the others go on. */
public final class Examination {
  private final Consumer<Finding> listener;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * @param listener told of each finding at once
   */
  public Examination(Consumer<Finding> listener) {
    this.listener = listener;
  }

  public Examination of(Check check) {
    List<Finding> found;
    try {
      found = check.look();
    } catch (RuntimeException e) {
      found =
          List.of(
              Finding.fault(
                  check.getClass().getSimpleName(),
                  "could not look: " + e,
                  "tell those who develop it"));
    }
    found.forEach(
        finding -> {
          findings.add(finding);
          listener.accept(finding);
        });
    return this;
  }

  public List<Finding> findings() {
    return List.copyOf(findings);
  }

  /** Whether something was found that cannot work. */
  public boolean hasFault(String check) {
    return findings.stream().anyMatch(f -> f.check().equals(check) && f.level() == Level.FAULT);
  }
}
