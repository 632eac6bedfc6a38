package io.longshore.loadtest.peer;

import io.longshore.domain.image.Image;
import io.longshore.domain.image.ImageFormat;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.image.ImageOrigin;
import io.longshore.domain.image.ImageShape;
import io.longshore.domain.image.Split;
import io.longshore.domain.image.StreamImage;
import io.longshore.domain.label.Label;
import io.longshore.schemas.Encoded;
import io.longshore.schemas.Topic;
import io.longshore.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * Bytes of the two records of an image, keys and headers included; the few that say how long a part
 * is are left out.
 */
record RecordSize(int image, int label) {
  private static final Instant TAKEN = Instant.parse("2026-01-01T00:00:00.123456Z");

  static RecordSize of(byte[] png, int side) {
    var id = new ImageId(new UUID(1, 2).toString());
    var origin = new ImageOrigin("images/123.png", id.value(), TAKEN, Split.STREAM);
    var image =
        new StreamImage(id, new Image(ImageFormat.PNG, new ImageShape(side, side, 1), png), origin);
    var label =
        new Label(
            id, "class 3", new ImageLocation(1, 123_456), origin.unit(), origin.split(), TAKEN);
    return new RecordSize(bytes(Topics.IMAGES, id, image), bytes(Topics.LABELS, id, label));
  }

  private static <K, V> int bytes(Topic<K, V> topic, K key, V value) {
    Encoded encoded = topic.value().encode(value);
    int headers =
        encoded.headers().entrySet().stream()
            .mapToInt(
                header ->
                    header.getKey().getBytes(StandardCharsets.UTF_8).length
                        + header.getValue().length)
            .sum();
    return topic.key().encode(key).length + encoded.bytes().length + headers;
  }
}
