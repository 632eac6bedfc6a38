package io.longshore.bench.adapt;

import static io.longshore.bench.adapt.TinyStream.prediction;
import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.prediction.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerSheetTest {
  private static final ImageId ONE = new ImageId("one");
  private static final ImageId TWO = new ImageId("two");

  private final AnswerSheet sheet = new AnswerSheet(List.of(ONE, TWO));

  @Test
  void the_first_answer_stands() {
    sheet.add(prediction("one", "ant", Role.LIVE, false));
    sheet.add(prediction("one", "bee", Role.LIVE, false));

    assertThat(sheet.of(ONE)).map(Answer::className).contains("ant");
    assertThat(sheet.missing()).isEqualTo(1);
  }

  @Test
  void a_repeat_is_no_answer_even_if_it_is_seen_first() {
    sheet.add(prediction("one", "bee", Role.LIVE, true));
    sheet.add(prediction("one", "ant", Role.LIVE, false));

    assertThat(sheet.of(ONE)).map(Answer::className).contains("ant");
  }

  @Test
  void only_live_models_answer() {
    sheet.add(prediction("one", "ant", Role.SHADOW, false));
    sheet.add(prediction("two", "ant", Role.CANARY, false));

    assertThat(sheet.missing()).isEqualTo(2);
  }

  @Test
  void images_that_were_not_asked_about_do_not_count() {
    sheet.add(prediction("three", "ant", Role.LIVE, false));

    assertThat(sheet.answers()).isEmpty();
    assertThat(sheet.missing()).isEqualTo(2);
  }
}
