package io.longshore.ssd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.ssd.net.Mode;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordTextTest {
  sealed interface Transform {}

  record Crop(int padding) implements Transform {}

  record Jitter(float strength, List<Double> levels) implements Transform {}

  enum Plain implements Transform {
    MIRROR,
    NOTHING
  }

  record Everything(
      int whole,
      long large,
      float small,
      double exact,
      boolean yes,
      String text,
      Mode mode,
      Transform first,
      List<Transform> views,
      List<List<Integer>> nested) {}

  record Outside(Duration duration) {}

  @Property
  void what_is_written_is_read_again(@ForAll("everything") Everything value) {
    assertThat(RecordText.read(RecordText.write(value), Everything.class)).isEqualTo(value);
  }

  @Property
  void any_text_is_read_or_refused_as_such(@ForAll String text) {
    String written = RecordText.write(new Crop(4));

    assertThatThrownBy(() -> RecordText.read(written + text + "!", Crop.class))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RecordText.read(text + "!", Crop.class))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Provide
  Arbitrary<Everything> everything() {
    Arbitrary<Transform> transforms =
        Arbitraries.oneOf(
            Arbitraries.integers().map(Crop::new),
            Combinators.combine(Arbitraries.floats(), Arbitraries.doubles().list().ofMaxSize(3))
                .as(Jitter::new),
            Arbitraries.of(Plain.class));
    return Combinators.combine(
            Combinators.combine(Arbitraries.integers(), Arbitraries.longs()).as(List::<Number>of),
            Arbitraries.floats(),
            Arbitraries.of(0.1, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.MIN_VALUE, 2e-3),
            Arbitraries.of(true, false),
            Arbitraries.strings(),
            Arbitraries.of(Mode.class),
            transforms.list().ofMinSize(1).ofMaxSize(4),
            Arbitraries.integers().list().ofMaxSize(3).list().ofMaxSize(3))
        .as(
            (wholes, small, exact, yes, text, mode, views, nested) ->
                new Everything(
                    wholes.get(0).intValue(),
                    wholes.get(1).longValue(),
                    small,
                    exact,
                    yes,
                    text,
                    mode,
                    views.get(0),
                    views,
                    nested));
  }

  static List<SsdParameters> recipes() {
    return List.of(
        SsdParameters.paperImageNetLt(),
        SsdParameters.cifar(),
        SsdParameters.demo(),
        SsdParameters.tiny().withSeed(-7));
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void every_recipe_can_be_read_from_its_text(SsdParameters parameters) {
    assertThat(RecordText.read(RecordText.write(parameters), SsdParameters.class))
        .isEqualTo(parameters);
  }

  @Test
  void a_record_reads_like_what_it_is() {
    String text =
        RecordText.write(
            new Everything(
                1,
                -2,
                0.5f,
                5e-4,
                true,
                "a \"b\"\n",
                Mode.TRAIN,
                Plain.MIRROR,
                List.of(new Crop(4), new Jitter(0.4f, List.of(1.0))),
                List.of(List.of(1, 2), List.of())));

    assertThat(text)
        .isEqualTo(
            "Everything(whole=1, large=-2, small=0.5, exact=5.0E-4, yes=true, text=\"a \\\"b\\\"\\u000a\", "
                + "mode=TRAIN, first=Plain.MIRROR, views=[Crop(padding=4), Jitter(strength=0.4, levels=[1.0])], "
                + "nested=[[1, 2], []])");
  }

  @Test
  void a_value_of_another_kind_is_refused_by_the_name_of_its_component() {
    String text = RecordText.write(SsdParameters.tiny()).replace("queue=16", "queue=many");

    assertThatThrownBy(() -> RecordText.read(text, SsdParameters.class))
        .hasMessageContaining(
            "SsdParameters.featureLearning.selfSupervision.queue: 'many' is no int");
  }

  @Test
  void a_component_that_the_text_does_not_have_is_named() {
    String text = RecordText.write(SsdParameters.tiny()).replace("queue=16, ", "");

    assertThatThrownBy(() -> RecordText.read(text, SsdParameters.class))
        .hasMessageContaining(
            "SsdParameters.featureLearning.selfSupervision.queue: ', queue=' is missing");
  }

  @Test
  void a_value_that_cannot_be_is_refused_with_the_reason_and_its_place() {
    String text = RecordText.write(SsdParameters.tiny()).replace("queue=16", "queue=0");

    assertThatThrownBy(() -> RecordText.read(text, SsdParameters.class))
        .hasMessageStartingWith("SsdParameters.featureLearning.selfSupervision: queue, projection");
  }

  @Test
  void a_variant_that_is_not_permitted_is_refused() {
    assertThatThrownBy(
            () -> RecordText.read("Jitter(strength=0.1, levels=[Crop(padding=1)])", Jitter.class))
        .hasMessageContaining("Jitter.levels[0]: 'Crop' is no java.lang.Double");
    assertThatThrownBy(() -> RecordText.read("Outside(padding=1)", Crop.class))
        .hasMessageContaining("Crop: 'Outside' is none of [Crop]");
  }

  @Test
  void types_of_others_have_no_text() {
    assertThatThrownBy(() -> RecordText.write(new Outside(Duration.ZERO)))
        .hasMessageContaining("Outside.duration: java.time.Duration has no text");
    assertThatThrownBy(() -> RecordText.read("Outside(duration=PT0S)", Outside.class))
        .hasMessageContaining("Outside.duration: java.time.Duration has no text");
  }
}
