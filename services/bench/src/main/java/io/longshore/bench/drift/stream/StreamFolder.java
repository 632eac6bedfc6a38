package io.longshore.bench.drift.stream;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Dated labels in a folder: the captures of the Portal Project (Ernest et al., <a
 * href="https://doi.org/10.1890/08-1222.1">Ecology 90, 2009</a>; CC0). What is not there is told
 * and left out.
 *
 * @param told which rows are left out, and how many lines were skipped
 */
public record StreamFolder(Path folder, Consumer<String> told) {

  /**
   * The rodents near Portal.
   *
   * @throws io.longshore.bench.drift.UnreadableTableException if the file is no such stream
   */
  public Optional<StreamExperiments> portal() {
    Path file = folder.resolve("portal_rodents.csv.gz");
    if (!Files.exists(file)) {
      told.accept("no " + file + ": the rows 'Portal rodents' are left out");
      return Optional.empty();
    }
    var stream = DatedStream.read("Portal rodents", file);
    told.accept(
        "%s: %,d labels of %d classes in %d sessions; %d lines without date, period or species skipped"
            .formatted(
                stream.name(),
                stream.labels(),
                stream.classes().size(),
                stream.sessions().size(),
                stream.skipped()));
    return Optional.of(new StreamExperiments(stream, Turnover.portal()));
  }
}
