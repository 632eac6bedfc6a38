package io.longshore.trainer.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.model.Sha256;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Which images there are and what they show, without their pixels.
 *
 * @param ids one an image
 * @param labels class index of each image
 */
public record LabelledImages(List<ImageId> ids, int[] labels) {

  public LabelledImages {
    ids = List.copyOf(ids);
    if (ids.size() != labels.length) {
      throw new IllegalArgumentException(ids.size() + " ids and " + labels.length + " labels");
    }
  }

  public int size() {
    return labels.length;
  }

  /** Images of each of the first {@code classes} classes. */
  public int[] counts(int classes) {
    int[] counts = new int[classes];
    for (int label : labels) {
      counts[label]++;
    }
    return counts;
  }

  /** At most so many images, spread evenly over all. */
  public LabelledImages spread(int most) {
    int wanted = Math.min(most, size());
    return at(IntStream.range(0, wanted).map(i -> (int) ((long) i * size() / wanted)).toArray());
  }

  /**
   * Which images to take if at most so many are wanted, and as many of each class as can be: the
   * first of every class, then the second, and so on; of the last such round those whose ids have
   * the lowest hashes.
   *
   * @return indices, ascending
   */
  int[] balanced(int most) {
    var taken = IntStream.builder();
    var seen = new HashMap<Integer, Integer>();
    var rounds = new ArrayList<List<Integer>>();
    for (int i = 0; i < size(); i++) {
      int round = seen.merge(labels[i], 1, Integer::sum) - 1;
      if (round == rounds.size()) {
        rounds.add(new ArrayList<>());
      }
      rounds.get(round).add(i);
    }
    int left = most;
    for (List<Integer> round : rounds) {
      if (round.size() > left) {
        round.sort(Comparator.comparing(i -> Sha256.hex(ids.get(i).value().getBytes(UTF_8))));
      }
      int count = Math.min(left, round.size());
      round.subList(0, count).forEach(taken::add);
      left -= count;
    }
    return taken.build().sorted().toArray();
  }

  /** The first images, at most so many. */
  LabelledImages first(int most) {
    return at(IntStream.range(0, Math.min(most, size())).toArray());
  }

  /** The first images of each class, at most so many of one. */
  LabelledImages firstOfEach(int most) {
    var seen = new HashMap<Integer, Integer>();
    return at(
        IntStream.range(0, size())
            .filter(i -> seen.merge(labels[i], 1, Integer::sum) <= most)
            .toArray());
  }

  /** The images of which something is so. */
  LabelledImages only(Predicate<ImageId> which) {
    return at(IntStream.range(0, size()).filter(i -> which.test(ids.get(i))).toArray());
  }

  LabelledImages and(LabelledImages others) {
    var all = new ArrayList<>(ids);
    all.addAll(others.ids);
    int[] both = Arrays.copyOf(labels, all.size());
    System.arraycopy(others.labels, 0, both, size(), others.size());
    return new LabelledImages(all, both);
  }

  LabelledImages at(int[] indices) {
    return new LabelledImages(
        Arrays.stream(indices).mapToObj(ids::get).toList(),
        Arrays.stream(indices).map(i -> labels[i]).toArray());
  }
}
