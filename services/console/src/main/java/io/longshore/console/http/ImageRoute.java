package io.longshore.console.http;

import io.javalin.http.Context;
import io.longshore.console.image.Thumbnail;
import io.longshore.console.kafka.ImageRecords;
import io.longshore.console.state.Link;
import io.longshore.console.state.Shared;
import io.longshore.domain.image.Image;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.image.UnreadableImageException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Pictures of images, fetched from where they lie when somebody looks. */
final class ImageRoute implements AutoCloseable {
  private static final Pattern LOCATION = Pattern.compile("([0-9]{1,6})@([0-9]{1,18})");
  private static final int SMALLEST = 16;
  private static final int LARGEST = 256;
  private static final int USUAL = 96;
  private static final long PATIENCE_SECONDS = 5;

  private final Shared shared;
  private final Thumbnail thumbnail;
  private final BlockingQueue<ImageRecords> free;
  private final List<ImageRecords> all = new ArrayList<>();

  /**
   * @param fetches images fetched at a time
   * @param records opens a way to fetch one
   */
  ImageRoute(Shared shared, Thumbnail thumbnail, int fetches, Supplier<ImageRecords> records) {
    this.shared = shared;
    this.thumbnail = thumbnail;
    this.free = new ArrayBlockingQueue<>(fetches);
    for (int i = 0; i < fetches; i++) {
      ImageRecords one = records.get();
      all.add(one);
      free.add(one);
    }
  }

  void image(Context context) throws InterruptedException {
    ImageLocation location = location(context.queryParam("at"));
    int side = side(context.queryParam("size"));
    Image image = fetched(location);
    byte[] png;
    try {
      png = thumbnail.png(image, side);
    } catch (UnreadableImageException e) {
      throw new HttpProblem(422, "this image cannot be shown: " + e.getMessage());
    } catch (Thumbnail.BusyException e) {
      throw new HttpProblem(429, String.valueOf(e.getMessage()));
    }
    context.header("Cache-Control", "private, max-age=3600");
    context.contentType("image/png").result(png);
  }

  private Image fetched(ImageLocation location) throws InterruptedException {
    if (shared.look(known -> known.link().state()) != Link.State.CONNECTED) {
      throw new HttpProblem(503, "there is no broker to fetch the image from");
    }
    ImageRecords records = free.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (records == null) {
      throw new HttpProblem(429, "other images are being fetched; ask again in a while");
    }
    try {
      return records
          .at(location)
          .orElseThrow(
              () ->
                  new HttpProblem(
                      404, "no image lies at " + location + ": it was deleted, or never was there"))
          .value()
          .image();
    } catch (KafkaException e) {
      throw new HttpProblem(503, "the image could not be fetched: " + e.getMessage());
    } finally {
      free.add(records);
    }
  }

  private static ImageLocation location(@Nullable String text) {
    Matcher found = LOCATION.matcher(text == null ? "" : text);
    if (!found.matches()) {
      throw new HttpProblem(400, "'at' must be partition@offset, such as 3@1207");
    }
    return new ImageLocation(Integer.parseInt(found.group(1)), Long.parseLong(found.group(2)));
  }

  private static int side(@Nullable String text) {
    if (text == null) {
      return USUAL;
    }
    try {
      int side = Integer.parseInt(text);
      if (side >= SMALLEST && side <= LARGEST) {
        return side;
      }
    } catch (NumberFormatException e) {
      throw new HttpProblem(400, sizes());
    }
    throw new HttpProblem(400, sizes());
  }

  private static String sizes() {
    return "'size' must be %d to %d pixels".formatted(SMALLEST, LARGEST);
  }

  @Override
  public void close() {
    all.forEach(ImageRecords::close);
  }
}
