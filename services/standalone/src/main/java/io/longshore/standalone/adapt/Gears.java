package io.longshore.standalone.adapt;

import io.longshore.bench.adapt.AdaptMoment;
import io.longshore.bench.adapt.AdaptPolicy;
import io.longshore.bench.adapt.AdaptPolicy.Speed;
import io.longshore.bench.adapt.Answer;
import io.longshore.bench.adapt.AnswerSheet;
import io.longshore.bench.adapt.TurningTail;
import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.standalone.watch.Observatory;
import io.longshore.standalone.watch.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** When the alarm was raised and when each gear answered it, as anybody could see it. */
final class Gears {
  private final Observatory seen;
  private final SendLog log;
  private final AnswerSheet sheet;
  private final TurningTail tail;
  private final Instant begun;

  Gears(Observatory seen, SendLog log, AnswerSheet sheet, TurningTail tail) {
    this.seen = seen;
    this.log = log;
    this.sheet = sheet;
    this.tail = tail;
    this.begun = log.at(0);
  }

  /** An alarm: when its first record could be read, and up to which event time it speaks. */
  private record Alarm(Instant at, Instant eventTime) {}

  /** From the first alarm after the first change of the mix to the first answer under each gear. */
  Map<String, Double> alarmToLiveSeconds(AdaptPolicy policy) {
    var seconds = new LinkedHashMap<String, Double>();
    alarms()
        .filter(alarm -> alarm.at().isAfter(log.at(tail.steady())))
        .min(Comparator.comparing(Alarm::at))
        .ifPresent(
            alarm -> {
              for (Speed gear : Speed.values()) {
                if (policy.allows(gear)) {
                  live(gear, alarm)
                      .ifPresent(at -> seconds.put(gear.word(), between(alarm.at(), at)));
                }
              }
            });
    return seconds;
  }

  private Stream<Alarm> alarms() {
    Stream<Alarm> counted =
        seen.frequencies().stream()
            .filter(record -> record.value().drift().alarm())
            .map(record -> new Alarm(record.at(), record.value().asOf()));
    Stream<Alarm> decided =
        seen.adaptations().stream()
            .filter(record -> record.value().evidence().reference().isPresent())
            .map(record -> new Alarm(record.at(), record.value().decidedAt()));
    return Stream.concat(counted, decided);
  }

  private Optional<Instant> live(Speed gear, Alarm alarm) {
    return switch (gear) {
      case TRIM -> trimmed(alarm);
      case REBALANCE -> answered(Gear.REBALANCE, alarm.at());
      case RETRAIN -> answered(Gear.RETRAIN, alarm.at());
    };
  }

  /** The first answer trimmed to frequencies at least as new as the alarm's. */
  private Optional<Instant> trimmed(Alarm alarm) {
    return seen.frequencies().stream()
        .map(Seen::value)
        .filter(record -> !record.asOf().isBefore(alarm.eventTime()))
        .findFirst()
        .map(ClassFrequencies::sequence)
        .flatMap(sequence -> first(answer -> answer.trimSequence() >= sequence));
  }

  private Optional<Instant> answered(Gear gear, Instant since) {
    return models(gear, since)
        .map(model -> first(answer -> answer.model().equals(model)))
        .flatMap(Optional::stream)
        .min(Comparator.naturalOrder());
  }

  private Stream<ModelVersion> models(Gear gear, Instant since) {
    return seen.models().stream()
        .map(Seen::value)
        .filter(model -> model.recipe().gear() == gear && model.createdAt().isAfter(since))
        .map(ModelManifest::version);
  }

  private Optional<Instant> first(Predicate<Answer> which) {
    return sheet.answers().stream().filter(which).map(Answer::at).min(Comparator.naturalOrder());
  }

  /** Changes of the mix, alarms that begin, and each model that went live, in order. */
  List<AdaptMoment> moments() {
    var moments = new ArrayList<AdaptMoment>();
    tail.turns().forEach(at -> moments.add(moment("turn", log.at(at))));
    asked().forEach(at -> moments.add(moment("alarm", at)));
    for (Gear gear : Gear.values()) {
      models(gear, begun)
          .map(model -> first(answer -> answer.model().equals(model)))
          .flatMap(Optional::stream)
          .forEach(at -> moments.add(moment(gear.word(), at)));
    }
    moments.sort(Comparator.comparingDouble(AdaptMoment::seconds));
    return moments;
  }

  /** The moments at which an alarm was raised that had not stood in the record before. */
  private List<Instant> asked() {
    var raised = new ArrayList<Instant>();
    boolean stood = false;
    for (Seen<ClassFrequencies> record : seen.frequencies()) {
      boolean stands = record.value().drift().alarm();
      if (stands && !stood && record.value().asOf().isAfter(begun)) {
        raised.add(record.at());
      }
      stood = stands;
    }
    return raised;
  }

  private AdaptMoment moment(String what, Instant at) {
    return new AdaptMoment(what, log.labelsBefore(at), between(begun, at));
  }

  private static double between(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1000.0;
  }
}
