package io.longshore.loadtest.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.TypeConversionException;

class EmptyFolderTest {
  private final EmptyFolder option = new EmptyFolder();

  @Test
  void a_folder_that_is_not_there_is_made(@TempDir Path directory) {
    Path folder = directory.resolve("a").resolve("b");

    assertThat(option.convert(folder.toString())).isEqualTo(folder).isEmptyDirectory();
  }

  @Test
  void a_folder_of_an_earlier_run_is_refused_by_name(@TempDir Path directory) throws IOException {
    Files.createFile(directory.resolve("broker-1.log"));

    assertThatThrownBy(() -> option.convert(directory.toString()))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage(directory + " is not empty: name another folder");
  }

  @Test
  void a_file_in_its_place_is_refused_by_name(@TempDir Path directory) throws IOException {
    Path file = Files.createFile(directory.resolve("file"));

    assertThatThrownBy(() -> option.convert(file.toString()))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageStartingWith(file + " cannot be made: ");
  }
}
