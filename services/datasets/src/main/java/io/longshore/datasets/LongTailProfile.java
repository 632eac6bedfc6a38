package io.longshore.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Which images of a data set's training part are kept, and in which order they come. The same data
 * set, profile and seed always give the same images in the same order; the held-out part is left
 * alone.
 */
public sealed interface LongTailProfile {

  /**
   * @throws DatasetException when the data set has too few images for this profile
   */
  Dataset select(Dataset dataset, long seed);

  /** The tail by which long-tailed learning is usually measured; see {@link Exponential}. */
  static LongTailProfile exponential(int largest, double imbalance) {
    return new Exponential(largest, imbalance);
  }

  /** Every image: for data that is long-tailed by nature; see {@link AsItIs}. */
  static LongTailProfile asItIs() {
    return new AsItIs();
  }

  /**
   * The images whose places in the training part a file lists, one number from 0 a line.
   *
   * @throws DatasetException when the file cannot be read or a line of it is no place
   */
  static LongTailProfile byIndexFile(Path file) {
    return Indexed.read(file);
  }

  /**
   * Class i of C keeps n_i = floor(largest * imbalance^(-i/(C-1))) images: the head is class 0, the
   * rarest is the last class, and imbalance is the ratio of the two (Cui et al. 2019, Cao et al.
   * 2019).
   */
  record Exponential(int largest, double imbalance) implements LongTailProfile {

    public Exponential {
      if (largest < 1 || !(imbalance >= 1) || imbalance > largest) {
        throw new IllegalArgumentException(
            "an exponential tail needs a largest class of at least 1 and an imbalance from 1 to the size of that"
                + " class; got "
                + largest
                + " and "
                + imbalance);
      }
    }

    /** Images of each of that many classes, largest first. */
    public List<Integer> sizes(int classes) {
      List<Integer> sizes = new ArrayList<>(classes);
      for (int i = 0; i < classes; i++) {
        double place = classes == 1 ? 0 : i / (classes - 1.0);
        sizes.add((int) (largest * StrictMath.pow(imbalance, -place)));
      }
      return List.copyOf(sizes);
    }

    /** The sizes by class name, in class order. */
    public Map<String, Integer> counts(List<String> classes) {
      List<Integer> sizes = sizes(classes.size());
      Map<String, Integer> counts = new LinkedHashMap<>();
      for (int i = 0; i < classes.size(); i++) {
        counts.put(classes.get(i), sizes.get(i));
      }
      return counts;
    }

    @Override
    public Dataset select(Dataset dataset, long seed) {
      List<String> labels = ClassMix.exactly(counts(dataset.classes())).draw(new Random(seed));
      return dataset.withTraining(new Pool(dataset, seed).take("the exponential tail", labels));
    }
  }

  /** The images at the given places of the training part, shuffled by the seed. */
  record Indexed(List<Integer> places) implements LongTailProfile {

    public Indexed {
      places = List.copyOf(places);
    }

    static Indexed read(Path file) {
      Set<Integer> places = new LinkedHashSet<>();
      try {
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
          String line = lines.get(i).strip();
          if (line.isEmpty()) {
            continue;
          }
          if (!line.matches("[0-9]{1,9}") || !places.add(Integer.parseInt(line))) {
            throw new DatasetException(
                file
                    + " line "
                    + (i + 1)
                    + ": '"
                    + line
                    + "' is not a new place; write each place from 0 once");
          }
        }
      } catch (IOException e) {
        throw new DatasetException("cannot read the index file " + file + ": " + e, e);
      }
      return new Indexed(List.copyOf(places));
    }

    @Override
    public Dataset select(Dataset dataset, long seed) {
      int available = dataset.training().size();
      List<LabelledImage> kept = new ArrayList<>(places.size());
      for (int place : places) {
        if (place >= available) {
          throw new DatasetException(
              "the index asks for image "
                  + place
                  + " of "
                  + dataset.name()
                  + ", which has "
                  + available
                  + "; is it an index of another data set?");
        }
        kept.add(dataset.training().get(place));
      }
      return dataset.withTraining(new SeededOrder(seed).shuffled(kept));
    }
  }

  /**
   * Everything, in order of time when every image has one, otherwise shuffled by the seed: a folder
   * read class by class would look like drift.
   */
  record AsItIs() implements LongTailProfile {

    @Override
    public Dataset select(Dataset dataset, long seed) {
      List<LabelledImage> shuffled = new SeededOrder(seed).shuffled(dataset.training());
      return dataset.withTraining(inTime(shuffled));
    }

    private static List<LabelledImage> inTime(List<LabelledImage> images) {
      record Dated(Instant time, LabelledImage image) {}
      List<Dated> dated = new ArrayList<>(images.size());
      for (LabelledImage image : images) {
        Instant time = image.time();
        if (time == null) {
          return images;
        }
        dated.add(new Dated(time, image));
      }
      return dated.stream().sorted(Comparator.comparing(Dated::time)).map(Dated::image).toList();
    }
  }
}
