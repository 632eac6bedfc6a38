package io.longshore.loadtest.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Makes the folder of an option; it must be empty, for what lies there would be counted too. */
public final class EmptyFolder implements ITypeConverter<Path> {

  @Override
  public Path convert(String value) {
    Path folder = Path.of(value).toAbsolutePath();
    try {
      Files.createDirectories(folder);
      try (var files = Files.list(folder)) {
        if (files.findAny().isPresent()) {
          throw new TypeConversionException(folder + " is not empty: name another folder");
        }
      }
      return folder;
    } catch (IOException e) {
      throw new TypeConversionException(folder + " cannot be made: " + e);
    }
  }
}
