package io.longshore.scorer.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.domain.image.Image;
import io.longshore.domain.image.ImageFormat;
import io.longshore.domain.image.ImageShape;
import io.longshore.domain.image.UnreadableImageException;
import io.longshore.domain.reject.RejectReason;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class DecodingRoomTest {
  private static final ImageShape SMALL = new ImageShape(4, 4, 3);
  private static final int SIDE = 1_000;
  private static final long COST = 3L * SIDE * SIDE;

  @Test
  void an_image_takes_what_its_decoder_holds_and_its_rows_if_it_keeps_its_shape()
      throws IOException {
    Image colour = png(SIDE, BufferedImage.TYPE_3BYTE_BGR, 3);

    assertThat(DecodingRoom.cost(colour, SMALL)).isEqualTo(COST);
    assertThat(DecodingRoom.cost(colour, colour.shape())).isEqualTo(2 * COST);
    assertThat(DecodingRoom.cost(png(SIDE, BufferedImage.TYPE_BYTE_GRAY, 1), SMALL))
        .isEqualTo((long) SIDE * SIDE);
    assertThat(DecodingRoom.cost(png(SIDE, BufferedImage.TYPE_USHORT_GRAY, 1), SMALL))
        .isEqualTo(2L * SIDE * SIDE);
    assertThat(DecodingRoom.cost(png(SIDE, BufferedImage.TYPE_4BYTE_ABGR, 3), SMALL))
        .isEqualTo(4L * SIDE * SIDE);
  }

  @Test
  void raw_pixels_are_not_decoded_and_take_nothing() {
    Image raw = new Image(ImageFormat.PIXELS, SMALL, new byte[SMALL.size()]);

    assertThat(DecodingRoom.cost(raw, SMALL)).isZero();
    assertThat(new DecodingRoom(0).decode(raw, SMALL)).isEqualTo(raw.bytes());
  }

  @Test
  void an_image_that_never_fits_is_refused_with_what_it_takes() throws IOException {
    Image large = png(SIDE, BufferedImage.TYPE_3BYTE_BGR, 3);
    var room = new DecodingRoom(COST - 1);

    assertThatThrownBy(() -> room.decode(large, SMALL))
        .isInstanceOfSatisfying(
            UnscorableImageException.class,
            e -> assertThat(e.reason()).isEqualTo(RejectReason.TOO_MANY_PIXELS))
        .hasMessageContaining("1000x1000x3")
        .hasMessageContaining("2 MiB");
  }

  @Test
  void two_that_do_not_fit_together_are_decoded_one_after_the_other() throws Exception {
    Image large = png(SIDE, BufferedImage.TYPE_3BYTE_BGR, 3);
    var room = new DecodingRoom(COST + COST / 2);
    var done = new AtomicInteger();
    var ended = new CountDownLatch(4);

    IntStream.range(0, 4)
        .mapToObj(
            i ->
                new Thread(
                    () -> {
                      if (room.decode(large, SMALL).length == SMALL.size()) {
                        done.incrementAndGet();
                      }
                      ended.countDown();
                    }))
        .forEach(Thread::start);

    assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(done).hasValue(4);
  }

  @Test
  void a_broken_file_gives_its_share_back() throws Exception {
    Image large = png(SIDE, BufferedImage.TYPE_3BYTE_BGR, 3);
    var broken = new Image(ImageFormat.PNG, large.shape(), Arrays.copyOf(large.bytes(), 40));
    var room = new DecodingRoom(COST);

    assertThatThrownBy(() -> room.decode(broken, SMALL))
        .isInstanceOf(UnreadableImageException.class);

    assertThat(room.decode(large, SMALL, Duration.ZERO)).isPresent();
  }

  private static Image png(int side, int type, int channels) throws IOException {
    var file = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(side, side, type), "png", file);
    return new Image(ImageFormat.PNG, new ImageShape(side, side, channels), file.toByteArray());
  }
}
