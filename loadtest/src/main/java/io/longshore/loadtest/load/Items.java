package io.longshore.loadtest.load;

import java.util.Optional;
import java.util.Random;

/**
 * The items of a workload: each a function of workload and number, so that a run can be repeated.
 */
final class Items {
  private static final long GOLDEN_RATIO = 0x9e3779b97f4a7c15L;

  private final Workload workload;
  private final String prefix;
  private final Schedule schedule;
  private final Gallery gallery;

  /**
   * @param prefix of the ids, unlike that of any other run on the same topics
   */
  Items(Workload workload, String prefix, Schedule schedule, Gallery gallery) {
    this.workload = workload;
    this.prefix = prefix;
    this.schedule = schedule;
    this.gallery = gallery;
  }

  Item at(int number) {
    var random = new Random(workload.seed() * GOLDEN_RATIO + number);
    random.nextLong(); // the first draw of neighbouring seeds is alike
    double second = schedule.due()[number] / 1e9;
    int rank = workload.tail().at(random.nextDouble());
    if (workload.isShiftedAt(second)) {
      rank = workload.classes() - 1 - rank;
    }
    String id = id(number);
    boolean poisoned = random.nextDouble() < workload.poison();
    boolean labelled = random.nextDouble() < workload.labelled();
    if (poisoned) {
      Poison poison = Poison.any(random);
      byte[] png = new Pictures(workload.side()).png(rank, random);
      return new Item(
          id,
          Tail.name(rank),
          Pictures.mediaType(),
          Optional.empty(),
          poison.of(png, random),
          Item.Labelled.NO,
          Optional.of(poison.name()));
    }
    return gallery.item(id, rank, labelled ? Item.Labelled.YES : Item.Labelled.NO, random);
  }

  String id(int number) {
    return prefix + "-" + number;
  }
}
