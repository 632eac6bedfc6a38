package io.longshore.loadtest.load;

import io.longshore.datasets.Dataset;
import io.longshore.datasets.DatasetCache;
import io.longshore.datasets.Datasets;
import io.longshore.datasets.LabelledImage;
import io.longshore.datasets.Payload;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/** Where images of a class come from. */
@FunctionalInterface
interface Gallery {

  /**
   * An image to send.
   *
   * @param rank of its class, 0 for the most common
   */
  Item item(String id, int rank, Item.Labelled labelled, Random random);

  /** Pictures drawn on the spot. */
  static Gallery drawn(int side) {
    var pictures = new Pictures(side);
    return (id, rank, labelled, random) ->
        new Item(
            id,
            Tail.name(rank),
            Pictures.mediaType(),
            Optional.empty(),
            pictures.png(rank, random),
            labelled,
            Optional.empty());
  }

  /**
   * Images of a data set; classes beyond those it has begin again at its first.
   *
   * @param name as on the command line of {@code longshore ingest}
   */
  static Gallery of(String name) {
    Dataset dataset = Datasets.open(name, DatasetCache.standard(), System.err::println);
    Map<String, List<LabelledImage>> byClass =
        dataset.training().stream().collect(Collectors.groupingBy(LabelledImage::label));
    return (id, rank, labelled, random) -> {
      String className = dataset.classes().get(rank % dataset.classes().size());
      List<LabelledImage> images = byClass.getOrDefault(className, List.of());
      Payload payload = images.get(random.nextInt(images.size())).read();
      Optional<String> shape =
          payload instanceof Payload.Pixels pixels
              ? Optional.of(pixels.shape().toString())
              : Optional.empty();
      return new Item(
          id,
          className,
          payload.claimed().mediaType(),
          shape,
          payload.bytes(),
          labelled,
          Optional.empty());
    };
  }

  /** What a workload names. */
  static Gallery of(Workload workload) {
    return workload.images().equals("drawn") ? drawn(workload.side()) : of(workload.images());
  }
}
