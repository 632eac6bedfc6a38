package io.longshore.standalone.demo;

import io.longshore.datasets.LabelledImage;
import io.longshore.domain.image.Split;
import io.longshore.ingest.dataset.DatasetIngest;
import io.longshore.ingest.dataset.DatasetItem;
import io.longshore.ingest.dataset.Progress;
import io.longshore.standalone.system.DatasetItems;
import io.longshore.standalone.system.Paced;
import java.util.List;
import java.util.function.LongConsumer;

/** Sends the story's images through the ingest code path. */
final class Sending {
  private final DatasetIngest ingest;
  private final String source;

  Sending(DatasetIngest ingest, String source) {
    this.ingest = ingest;
    this.source = source;
  }

  /**
   * Sends the images with their labels, as fast as they are taken, and returns when all are
   * acknowledged.
   *
   * @param name of these images, for the journal
   * @param progress told how many are acknowledged
   * @throws StoryFailedException if one was refused
   */
  void flood(String name, List<LabelledImage> images, Split split, LongConsumer progress) {
    send(name, DatasetItems.of(source, images, split), progress);
  }

  /** Sends the images as a stream of so many a second. */
  void stream(String name, List<LabelledImage> images, int perSecond) {
    List<DatasetItem> items = DatasetItems.of(source, images, Split.STREAM);
    send(name, () -> new Paced<>(items.iterator(), 1_000_000_000L / perSecond), done -> {});
  }

  private void send(String name, Iterable<DatasetItem> items, LongConsumer progress) {
    try {
      Progress sent = ingest.run(name, items, p -> progress.accept(p.settled()));
      if (sent.refused() > 0) {
        throw new StoryFailedException(sent.refused() + " images of " + name + " were refused");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoryFailedException("interrupted while sending " + name);
    }
  }
}
