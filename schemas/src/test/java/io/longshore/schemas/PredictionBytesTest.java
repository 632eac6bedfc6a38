package io.longshore.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.Alongside;
import io.longshore.domain.prediction.ClassProbability;
import io.longshore.domain.prediction.Prediction;
import io.longshore.domain.prediction.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class PredictionBytesTest {
  private static final long LAST_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
  private static final long FIRST_SECOND = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();

  private final PredictionBytes bytes = new PredictionBytes();

  @Property
  void the_bytes_are_those_of_the_codec(
      @ForAll @Size(min = 1, max = 3) List<@From("predictions") Prediction> several) {
    for (Prediction prediction : several) {
      byte[] written = bytes.of(prediction);

      assertThat(written).isEqualTo(Topics.PREDICTIONS.value().encode(prediction).bytes());
    }
  }

  @Property(tries = 100)
  void what_is_written_is_read_back(@ForAll("predictions") Prediction prediction) {
    var record = new Encoded(bytes.of(prediction), PredictionBytes.headers());

    assertThat(Topics.PREDICTIONS.value().decode(record)).isEqualTo(prediction);
  }

  @Example
  void a_time_that_cannot_be_written_is_refused_as_the_codec_does() {
    Prediction prediction = at(Instant.MAX);

    assertThatThrownBy(() -> bytes.of(prediction)).isInstanceOf(IllegalArgumentException.class);
  }

  @Provide
  Arbitrary<Prediction> predictions() {
    Arbitrary<String> names =
        Arbitraries.oneOf(
            Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(200),
            Arbitraries.strings().withCharRange('\u00e0', '\u9fff').ofMinLength(1).ofMaxLength(90));
    Arbitrary<List<ClassProbability>> top =
        Combinators.combine(names, Arbitraries.floats().between(0, 1))
            .as(ClassProbability::new)
            .list()
            .ofMinSize(1)
            .ofMaxSize(12);
    Arbitrary<ModelVersion> models =
        Arbitraries.strings().withChars("0123456789abcdef").ofLength(64).map(ModelVersion::new);
    Arbitrary<ImageLocation> places =
        Combinators.combine(
                Arbitraries.integers().between(0, Integer.MAX_VALUE),
                Arbitraries.longs().between(0, Long.MAX_VALUE))
            .as(ImageLocation::new);
    Arbitrary<Instant> times =
        Combinators.combine(
                Arbitraries.longs().between(FIRST_SECOND, LAST_SECOND).edgeCases(e -> e.add(0L)),
                Arbitraries.integers().between(0, 999_999_999).edgeCases(e -> e.add(0)))
            .as(Instant::ofEpochSecond);
    Arbitrary<Alongside> others = Combinators.combine(models, top).as(Alongside::new);
    return Combinators.combine(
            Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(200).map(ImageId::new),
            top,
            models,
            Combinators.combine(
                    Arbitraries.of(Role.class),
                    Arbitraries.longs().greaterOrEqual(0),
                    Arbitraries.longs().greaterOrEqual(0))
                .as(Circumstance::new),
            places,
            Arbitraries.of(true, false),
            times,
            others.optional())
        .as(
            (image, best, model, how, place, repeat, time, other) ->
                new Prediction(
                    image,
                    best,
                    model,
                    how.role(),
                    how.epoch(),
                    how.trim(),
                    place,
                    repeat,
                    time,
                    other));
  }

  private record Circumstance(Role role, long epoch, long trim) {}

  private static Prediction at(Instant time) {
    return new Prediction(
        new ImageId("a"),
        List.of(new ClassProbability("cat", 1)),
        new ModelVersion("0".repeat(64)),
        Role.LIVE,
        1,
        0,
        new ImageLocation(0, 0),
        false,
        time,
        Optional.empty());
  }
}
