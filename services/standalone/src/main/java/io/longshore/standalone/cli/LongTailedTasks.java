package io.longshore.standalone.cli;

import io.longshore.bench.ssd.LongTailedTask;
import io.longshore.bench.ssd.Source;
import io.longshore.datasets.Dataset;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Long tails of one data set, a task each.
 *
 * @param source the data set
 * @param folder of its files
 * @param index places of the training images; of one imbalance
 */
record LongTailedTasks(Source source, Optional<Path> folder, Optional<Path> index) {

  List<LongTailedTask> of(List<Integer> imbalances, Terminal terminal) {
    if (index.isPresent() && imbalances.size() > 1) {
      throw new WrongUsageException("an index file is of one imbalance; name one");
    }
    Dataset whole = source.open(folder, terminal::say);
    return imbalances.stream().map(imbalance -> task(whole, imbalance, terminal)).toList();
  }

  private LongTailedTask task(Dataset whole, int imbalance, Terminal terminal) {
    Optional<Path> places = index.or(() -> Source.indexIn(folder, imbalance));
    LongTailedTask task = Source.task(whole, imbalance, places);
    terminal.say(
        "%s: %,d images to learn from (%s), %,d to be judged by"
            .formatted(
                task.label(),
                task.training().size(),
                places.map(Path::toString).orElse("by the rule"),
                task.testLabels().length));
    return task;
  }
}
