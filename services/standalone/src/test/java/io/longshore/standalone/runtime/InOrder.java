package io.longshore.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.prediction.Prediction;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** What is promised of predictions. */
final class InOrder {

  private InOrder() {}

  /** In each partition the images that were predicted are those from the first on, one by one. */
  static void andOnce(List<Prediction> predictions) {
    Map<Integer, List<Long>> offsets =
        predictions.stream()
            .collect(
                Collectors.groupingBy(
                    p -> p.source().partition(),
                    TreeMap::new,
                    Collectors.mapping(p -> p.source().offset(), Collectors.toList())));
    assertThat(offsets).hasSize(TestTopics.LAYOUT.partitions());
    offsets
        .values()
        .forEach(
            all -> assertThat(all).isEqualTo(LongStream.range(0, all.size()).boxed().toList()));
  }
}
