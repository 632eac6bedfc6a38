package io.longshore.bench.adapt;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.prediction.Prediction;
import io.longshore.domain.prediction.Role;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The first answer of a live model to each image asked about; repeats, other roles and other images
 * do not count. Whether its label was there before or came later changes nothing. Used by one
 * thread at a time.
 */
public final class AnswerSheet {
  private final Set<ImageId> asked;
  private final Map<ImageId, Answer> answers = new HashMap<>();

  public AnswerSheet(Collection<ImageId> asked) {
    this.asked = new HashSet<>(asked);
  }

  public void add(Prediction prediction) {
    if (prediction.role() == Role.LIVE
        && !prediction.repeat()
        && asked.contains(prediction.image())) {
      answers.putIfAbsent(
          prediction.image(),
          new Answer(
              prediction.top(),
              prediction.model(),
              prediction.trimSequence(),
              prediction.scoredAt()));
    }
  }

  public Optional<Answer> of(ImageId image) {
    return Optional.ofNullable(answers.get(image));
  }

  /** Images asked about without an answer yet. */
  public int missing() {
    return asked.size() - answers.size();
  }

  /** Every answer, in no order. */
  public Collection<Answer> answers() {
    return answers.values();
  }
}
