package io.longshore.standalone.broker;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The broker cannot keep its files in a folder. */
public final class StorageUnusableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StorageUnusableException(Path folder, String why, @Nullable Throwable cause) {
    super("the broker cannot keep its files in " + folder + ": " + why, cause);
  }
}
