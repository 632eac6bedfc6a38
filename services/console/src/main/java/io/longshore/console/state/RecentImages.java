package io.longshore.console.state;

import java.util.List;
import java.util.Map;

/**
 * Where recent images of each class lie, and what was said of them: those labelled as the class,
 * and those taken for it.
 */
public final class RecentImages {
  private static final int CLASSES = 20_000;

  private final Map<String, Ring<JudgedImage>> byClass = Lately.byUse(CLASSES);
  private final int each;

  /**
   * @param each images kept of a class
   */
  public RecentImages(int each) {
    this.each = each;
  }

  public void add(JudgedImage image) {
    of(image.label(), image);
    if (!image.isRight()) {
      of(image.predicted(), image);
    }
  }

  private void of(String className, JudgedImage image) {
    byClass.computeIfAbsent(className, name -> new Ring<>(each)).add(image);
  }

  /** Newest first. */
  public List<JudgedImage> of(String className) {
    Ring<JudgedImage> found = byClass.get(className);
    return found == null ? List.of() : found.newestFirst();
  }
}
