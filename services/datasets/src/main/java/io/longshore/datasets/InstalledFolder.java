package io.longshore.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Files that lie on this machine already, put there by a person or a package. */
record InstalledFolder(Path folder) implements FashionMnistSource {

  @Override
  public String name() {
    return "folder " + folder;
  }

  @Override
  public Path provide(Path scratch, Consumer<String> progress) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException("there is no such folder");
    }
    return folder;
  }
}
