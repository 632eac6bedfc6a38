package io.longshore.bench.ssd;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A training's history beside its checkpoint, so that a cut run keeps its times and its curve. */
record HistoryFile(Path file) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What the file says; nothing, where there is none or it is broken. */
  History read() {
    if (!Files.exists(file)) {
      return History.NOTHING;
    }
    try {
      return JSON.readValue(file.toFile(), History.class);
    } catch (IOException e) {
      return History.NOTHING; // times are lost, the checkpoint is not
    }
  }

  void write(History history) {
    Path draft = file.resolveSibling(file.getFileName() + ".draft");
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      JSON.writeValue(draft.toFile(), history);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the history " + file, e);
    }
  }
}
