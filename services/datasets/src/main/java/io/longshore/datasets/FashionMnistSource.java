package io.longshore.datasets;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** A place that may have the four files. */
interface FashionMnistSource {

  /** Where this looks, for progress lines and for the error that lists what was tried. */
  String name();

  /**
   * Returns a folder with the four files, compressed or not; they are checked by the caller.
   *
   * @param scratch an empty folder to work in, deleted afterwards
   * @param progress gets a line before each step that takes time
   * @throws IOException saying why the files cannot be had from here
   */
  Path provide(Path scratch, Consumer<String> progress) throws IOException;

  /** The sources in the order in which they are tried, cheapest first. */
  static List<FashionMnistSource> standard() {
    return List.of(
        new InstalledFolder(Path.of("/usr/share/datasets/fashion-mnist")),
        new DebianPackage("dataset-fashion-mnist", Duration.ofMinutes(5)),
        new WebFolder(
            URI.create("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"),
            Duration.ofMinutes(5)),
        new WebFolder(
            URI.create(
                "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/"),
            Duration.ofMinutes(5)));
  }
}
