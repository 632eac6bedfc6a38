package io.longshore.standalone.cli;

import io.longshore.datasets.Dataset;
import io.longshore.datasets.LabelledImage;
import io.longshore.domain.image.Split;
import io.longshore.ingest.dataset.DatasetIngest;
import io.longshore.ingest.dataset.Progress;
import io.longshore.standalone.system.DatasetItems;
import java.util.List;
import java.util.Locale;

/** Sends a data set with a progress bar; what an earlier run sent is not sent again. */
final class SendingDataset {

  private SendingDataset() {}

  /** The part that judges models. */
  static void heldOut(Terminal terminal, DatasetIngest ingest, Dataset dataset)
      throws InterruptedException {
    send(terminal, ingest, dataset.name(), "held-out", dataset.heldOut(), Split.HOLDOUT);
  }

  /** The part to learn from. */
  static void stream(Terminal terminal, DatasetIngest ingest, Dataset dataset)
      throws InterruptedException {
    send(terminal, ingest, dataset.name(), "images", dataset.training(), Split.STREAM);
  }

  private static void send(
      Terminal terminal,
      DatasetIngest ingest,
      String name,
      String what,
      List<LabelledImage> images,
      Split split)
      throws InterruptedException {
    if (images.isEmpty()) {
      return;
    }
    Progress sent =
        ingest.run(
            name.replaceAll("[^A-Za-z0-9._-]", "-") + "-" + what,
            DatasetItems.of(name, images, split),
            p ->
                terminal.progress(
                    what,
                    p.settled(),
                    images.size(),
                    String.format(Locale.ROOT, "%.0f/s", p.perSecond())));
    terminal.say(
        "%s of %s: %,d sent, %,d sent before, %,d refused"
            .formatted(what, name, sent.acknowledged(), sent.before(), sent.refused()));
  }
}
