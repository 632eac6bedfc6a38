package io.longshore.standalone.adapt;

import io.longshore.bench.adapt.Question;
import io.longshore.domain.image.ImageId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** When each image of the stream was first sent. Safe for use by several threads. */
final class SendLog {
  private final Map<ImageId, Instant> times = new LinkedHashMap<>();
  private final List<Instant> labelled = new ArrayList<>();

  synchronized void sent(Question question, Instant at) {
    if (times.putIfAbsent(question.image().id(), at) == null
        && question.kind() == Question.Kind.STREAM) {
      labelled.add(at);
    }
  }

  synchronized Map<ImageId, Instant> times() {
    return Map.copyOf(times);
  }

  /** Labelled images sent. */
  synchronized int labels() {
    return labelled.size();
  }

  /** Labelled images sent before that moment. */
  synchronized int labelsBefore(Instant moment) {
    return (int) labelled.stream().filter(moment::isAfter).count();
  }

  /** When so many labelled images had been sent and the next one was. */
  synchronized Instant at(int labels) {
    return labelled.get(labels);
  }
}
