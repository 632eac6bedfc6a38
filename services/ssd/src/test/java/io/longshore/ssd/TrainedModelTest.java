package io.longshore.ssd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.longshore.ssd.data.TrainingSet;
import io.longshore.ssd.net.LinearHead;
import io.longshore.ssd.torch.Compute;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TrainedModelTest {
  private static final TrainingSet EXAMPLES = LongTail.images(1);
  private static TrainedModel model;

  @BeforeAll
  static void train() {
    model = Ssd.with(SsdParameters.tiny()).train(EXAMPLES);
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void bytes_give_the_same_model_back() {
    byte[] bytes = model.toBytes();

    try (TrainedModel read = TrainedModel.fromBytes(bytes)) {

      assertThat(read.toBytes()).isEqualTo(bytes);
      assertThat(read.logits(EXAMPLES.pixels())).isEqualTo(model.logits(EXAMPLES.pixels()));
      assertThat(read.spec()).isEqualTo(model.spec());
    }
  }

  @Test
  void bytes_that_were_changed_or_cut_off_are_refused() {
    byte[] changed = model.toBytes();
    changed[changed.length / 2] ^= 1;
    byte[] cut = Arrays.copyOf(model.toBytes(), 100);

    assertThatThrownBy(() -> TrainedModel.fromBytes(changed)).hasMessageContaining("checksum");
    assertThatThrownBy(() -> TrainedModel.fromBytes(cut)).hasMessageContaining("cut off");
    assertThatThrownBy(() -> TrainedModel.fromBytes(new byte[3]))
        .hasMessageContaining("no trained model");
  }

  @Test
  void an_image_has_the_same_features_alone_as_among_others() {
    float[] all = model.features(EXAMPLES.pixels());

    float[] first = model.features(Arrays.copyOf(EXAMPLES.pixels(), EXAMPLES.shape().bytes()));

    for (int j = 0; j < first.length; j++) {
      assertThat(first[j]).isCloseTo(all[j], within(1e-4f));
    }
  }

  @Test
  void bytes_that_are_no_whole_number_of_images_are_refused() {
    assertThatThrownBy(() -> model.features(new byte[37])).hasMessageContaining("6x6x1");
  }

  @Test
  void other_scales_give_another_served_head_over_the_same_features() {
    float[] scales = {1, 2, 3};

    try (TrainedModel rescaled = model.rescaled(scales)) {

      assertThat(rescaled.features(EXAMPLES.pixels())).isEqualTo(model.features(EXAMPLES.pixels()));
      assertThat(rescaled.servedHead().bias())
          .containsExactly(model.hardHead().scaledBy(scales).bias());
    }
  }

  @Test
  void a_head_fitted_anew_is_served_and_outlives_bytes_and_copies() {
    LinearHead head = model.hardHead().scaledBy(new float[] {3, 2, 1});

    try (TrainedModel refitted = model.refitted(head);
        TrainedModel read = TrainedModel.fromBytes(refitted.toBytes());
        TrainedModel copied = read.copyOn(Compute.CPU)) {

      assertThat(copied.servedHead().weight()).isEqualTo(head.weight());
      assertThat(copied.hardHead().weight()).isEqualTo(model.hardHead().weight());
      assertThat(copied.features(EXAMPLES.pixels())).isEqualTo(model.features(EXAMPLES.pixels()));
    }
  }

  @Test
  void a_head_of_other_classes_is_refused() {
    assertThatThrownBy(() -> model.refitted(new LinearHead(new float[2], new float[2])))
        .hasMessageContaining("does not go with one of 3");
  }
}
