package io.longshore.ssd.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AugmentationTest {
  private static final ImageShape COLOUR = new ImageShape(7, 5, 3);

  @Test
  void without_augmentation_an_image_stays_as_it_is() {
    byte[] image = Views.noise(COLOUR, 1);

    byte[] view = Views.of(COLOUR, image, Augmentation.NONE, 1);

    assertThat(view).isEqualTo(image);
  }

  @Test
  void transforms_are_applied_in_the_order_they_are_named() {
    byte[] image = Views.bytes(10, 20, 30, 40, 50, 200);
    Augmentation whiteThenGone = Augmentation.NONE.then(new Cutout(9, 255)).then(Cutout.black(9));

    byte[] view = Views.of(new ImageShape(2, 3, 1), image, whiteThenGone, 1);

    assertThat(view).containsOnly(0);
  }

  @Test
  void a_learned_policy_is_named() {
    String text = Augmentation.autoAugmentCutout(4, 16).toString();

    assertThat(text).contains("AutoAugment[policy=CIFAR-10, fill=128], Cutout[side=16, fill=0]]");
  }

  @Test
  void its_text_says_all_of_it() {
    String text = Augmentation.mocoV2Key(new PadCrop(4)).toString();

    assertThat(text)
        .isEqualTo(
            "Augmentation[transforms=[PadCrop[padding=4], Jitter[brightness=0.4, contrast=0.4,"
                + " saturation=0.4, hue=0.1, probability=0.8], Grey[probability=0.2],"
                + " Blur[probability=0.5, minSigma=0.1, maxSigma=2.0], Mirror[probability=0.5]]]");
  }

  @Property(tries = 100)
  void the_same_stream_gives_the_same_view(
      @ForAll("policies") Augmentation policy, @ForAll long seed) {
    byte[] image = Views.noise(COLOUR, seed);

    byte[] view = Views.of(COLOUR, image, policy, seed);

    assertThat(view).isEqualTo(Views.of(COLOUR, image, policy, seed));
  }

  @Property(tries = 100)
  void a_view_does_not_depend_on_what_was_drawn_before(
      @ForAll("policies") Augmentation policy, @ForAll long seed) {
    byte[] images = new byte[2 * COLOUR.bytes()];
    new SplittableRandom(seed).nextBytes(images);
    TrainingSet two = TrainingSet.ofRows(COLOUR, 1, images, new int[] {0, 0});
    ImageBatches used = new ImageBatches(two, 2);
    used.draw(new int[] {0, 1}, policy, new SplittableRandom(seed + 1));

    ByteBuffer later = used.draw(new int[] {1, 0}, policy, new SplittableRandom(seed));

    assertThat(later)
        .isEqualTo(
            new ImageBatches(two, 2).draw(new int[] {1, 0}, policy, new SplittableRandom(seed)));
  }

  @Property(tries = 100)
  void a_picture_in_shades_of_grey_stays_one(
      @ForAll("policies") Augmentation policy, @ForAll long seed) {
    byte[] shades = Views.noise(new ImageShape(7, 5, 1), seed);
    byte[] image = new byte[COLOUR.bytes()];
    for (int i = 0; i < image.length; i++) {
      image[i] = shades[i / 3];
    }

    byte[] view = Views.of(COLOUR, image, policy, seed);

    for (int i = 0; i < view.length; i += 3) {
      assertThat(view[i]).isEqualTo(view[i + 1]).isEqualTo(view[i + 2]);
    }
  }

  @Property(tries = 100)
  void any_shape_is_welcome(
      @ForAll("policies") Augmentation policy,
      @ForAll @IntRange(min = 1, max = 9) int height,
      @ForAll @IntRange(min = 1, max = 9) int width,
      @ForAll("channels") int channels) {
    ImageShape shape = new ImageShape(height, width, channels);

    byte[] view = Views.of(shape, Views.noise(shape, 1), policy, 2);

    assertThat(view).hasSize(height * width * channels);
  }

  @Provide
  Arbitrary<Augmentation> policies() {
    return Arbitraries.of(
        List.of(
            Augmentation.cropAndFlip(2),
            Augmentation.mocoV2Key(new PadCrop(4)),
            Augmentation.autoAugmentCutout(4, 3),
            Augmentation.imageNetQuery()));
  }

  @Provide
  Arbitrary<Integer> channels() {
    return Arbitraries.of(1, 3);
  }
}
