package io.longshore.scorer.kafka;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.image.StreamImage;
import io.longshore.domain.reject.Reject;
import io.longshore.domain.reject.RejectReason;
import io.longshore.runtime.kafka.Received;
import io.longshore.runtime.kafka.RecordReader;
import io.longshore.runtime.kafka.RecordReader.Outcome;
import io.longshore.schemas.Topics;
import io.longshore.scorer.scoring.Arrival;
import java.time.Clock;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads records of the images topic: quickly where they are plain, and by their codec else. */
final class ImageReader {
  private final RecordReader<ImageId, StreamImage> reader;

  ImageReader(Clock clock) {
    this.reader = new RecordReader<>(Topics.IMAGES, "scorer", clock);
  }

  FetchedImage read(ConsumerRecord<byte[], byte[]> record) {
    Optional<Arrival> plain = PlainHeaders.read(record);
    return plain.isPresent() ? image(record, plain) : byCodec(record);
  }

  private FetchedImage byCodec(ConsumerRecord<byte[], byte[]> record) {
    Outcome<ImageId, StreamImage> outcome = reader.read(record);
    if (outcome instanceof Outcome.Read<ImageId, StreamImage> read) {
      return image(record, Optional.of(arrival(read.received())));
    }
    return outcome instanceof Outcome.Unreadable<ImageId, StreamImage> unreadable
        ? new FetchedImage(
            record, Optional.empty(), Optional.of(unreadable.reject()), System.nanoTime())
        : image(record, Optional.empty());
  }

  private static FetchedImage image(
      ConsumerRecord<byte[], byte[]> record, Optional<Arrival> image) {
    return new FetchedImage(record, image, Optional.empty(), System.nanoTime());
  }

  private static Arrival arrival(Received<ImageId, StreamImage> received) {
    return new Arrival(
        received.value().id(),
        received.value().image(),
        new ImageLocation(received.partition(), received.offset()),
        received.timestamp());
  }

  /** A record that was read as an image but cannot be scored, as a reject with it whole. */
  Reject reject(ConsumerRecord<byte[], byte[]> record, RejectReason reason, String message) {
    if (reader.read(record) instanceof Outcome.Read<ImageId, StreamImage> read) {
      return reader.reject(read.received(), reason, message);
    }
    throw new IllegalStateException(
        "an image at %d@%d that its codec does not read"
            .formatted(record.partition(), record.offset()));
  }
}
