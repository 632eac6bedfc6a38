package io.longshore.bench.adapt;

import io.longshore.bench.adapt.Grades.Grade;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.model.ModelVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * What was seen of one run.
 *
 * @param sent when each image of the stream was sent
 * @param made when each model was made
 * @param alarmToLiveSeconds see {@link AdaptRow}
 * @param moments see {@link AdaptRow}
 */
public record Recording(
    AnswerSheet sheet,
    Map<ImageId, Instant> sent,
    Map<ModelVersion, Instant> made,
    Map<String, Double> alarmToLiveSeconds,
    List<AdaptMoment> moments,
    double seconds) {

  /** The row of a policy that was served, or can be read off what was. */
  public AdaptRow row(
      AdaptSettings settings,
      AdaptPolicy policy,
      List<Question> stream,
      TurningTail tail,
      List<String> classes) {
    BiFunction<Question, Answer, String> choice =
        policy == AdaptPolicy.ORACLE
            ? (question, answer) ->
                TruePrior.choice(answer.top(), tail.odds(tail.partAt(question.at()), classes))
            : (question, answer) -> answer.className();
    List<Grade> grades = new ArrayList<>();
    int unjudged = 0;
    for (Question question : stream) {
      Answer answer =
          sheet
              .of(question.image().id())
              .orElseThrow(
                  () -> new IllegalStateException(question.image().id() + " has no answer"));
      if (mayHaveLearned(question, answer)) {
        unjudged++;
      } else {
        String truth = question.image().label();
        grades.add(
            new Grade(
                question.kind(),
                question.at(),
                truth,
                choice.apply(question, answer).equals(truth)));
      }
    }
    var graded = new Grades(grades);
    return new AdaptRow(
        settings,
        policy.title(),
        AdaptScores.of(graded, tail),
        alarmToLiveSeconds,
        AdaptPoint.of(graded, tail),
        moments,
        unjudged,
        seconds);
  }

  private boolean mayHaveLearned(Question question, Answer answer) {
    return question.kind() == Question.Kind.STREAM
        && made.getOrDefault(answer.model(), Instant.MAX)
            .isAfter(sent.getOrDefault(question.image().id(), Instant.MIN));
  }
}
