package io.longshore.datasets;

import io.longshore.domain.model.ShotGroup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A long tail whose mix shifts once, and hard: the former head falls, the lower many-shot classes
 * become the head, and the rare classes stay rare.
 *
 * <p>Phase {@code before} is the exponential tail of these sizes. In phase {@code after} each
 * few-shot class gains at most one image and each medium-shot class at most a third of what it had,
 * so that over both phases every class stays in the group it was in; of the rest, a share of
 * {@value #FALLEN_SHARE} goes to the upper half of the many-shot classes and the remainder to the
 * lower half. On ten classes the default is 4,479 images in six many-shot, two medium-shot and two
 * few-shot classes, then 1,500 more.
 *
 * @param largest images of the largest class before the shift
 * @param imbalance the largest class over the smallest, before the shift
 * @param after images after the shift
 */
public record ShiftingTail(int largest, double imbalance, int after) {

  public static final ShiftingTail DEFAULT = new ShiftingTail(2000, 200, 1500);

  static final double FALLEN_SHARE = 0.08;

  /** The two phases for a data set of these classes. */
  public DriftScenario scenario(List<String> classes) {
    Map<String, Integer> before =
        new LongTailProfile.Exponential(largest, imbalance).counts(classes);
    return new DriftScenario(
        List.of(
            new DriftScenario.Phase("before", ClassMix.exactly(before)),
            new DriftScenario.Phase("after", ClassMix.exactly(shifted(before)))));
  }

  private Map<String, Integer> shifted(Map<String, Integer> before) {
    Map<String, Integer> mix = new LinkedHashMap<>();
    List<String> many = new ArrayList<>();
    before.forEach(
        (label, n) -> {
          switch (ShotGroup.of(n)) {
            case FEW -> mix.put(label, ShotGroup.of(n + 1) == ShotGroup.FEW ? 1 : 0);
            case MEDIUM -> mix.put(label, Math.min(n / 3, 100 - n));
            case MANY -> many.add(label);
          }
        });
    int rest = after - mix.values().stream().mapToInt(Integer::intValue).sum();
    if (many.size() < 2 || rest < many.size()) {
      throw new IllegalArgumentException(
          "a tail of "
              + before
              + " has nothing to shift with "
              + after
              + " more images; it needs two classes of more than 100 images, and more images after");
    }
    int fallen = (int) (FALLEN_SHARE * rest);
    share(fallen, many.subList(0, many.size() / 2), mix);
    share(rest - fallen, many.subList(many.size() / 2, many.size()), mix);
    return mix;
  }

  /** Deals the images out evenly; what does not divide goes to the first classes. */
  private static void share(int images, List<String> classes, Map<String, Integer> mix) {
    for (int i = 0; i < classes.size(); i++) {
      int extra = i < images % classes.size() ? 1 : 0;
      mix.put(classes.get(i), images / classes.size() + extra);
    }
  }
}
