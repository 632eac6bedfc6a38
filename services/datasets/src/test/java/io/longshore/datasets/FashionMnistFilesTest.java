package io.longshore.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FashionMnistFilesTest {

  private final Path cached;

  FashionMnistFilesTest(@TempDir Path cached) {
    this.cached = cached;
  }

  @Test
  void when_no_source_has_the_files_the_error_lists_each_and_says_what_to_do() {
    List<FashionMnistSource> sources =
        List.of(
            new InstalledFolder(Path.of("/nowhere")),
            new WebFolder(URI.create("http://localhost:1/"), Duration.ofSeconds(20)));

    assertThatThrownBy(
            () -> FashionMnistFiles.fetch(cached, sources, FashionMnistFilesTest::silent))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("folder " + cached + ": there is no train-images-idx3-ubyte.gz")
        .hasMessageContaining("folder /nowhere: there is no such folder")
        .hasMessageContaining("http://localhost:1/train-images-idx3-ubyte.gz cannot be reached")
        .hasMessageContaining("t10k-labels-idx1-ubyte.gz into " + cached);
    assertThat(cached).isEmptyDirectory();
  }

  @Test
  void a_file_with_other_content_is_refused_and_never_reaches_the_cache() {
    FashionMnistSource liar = new Forgery("liar");

    assertThatThrownBy(
            () -> FashionMnistFiles.fetch(cached, List.of(liar), FashionMnistFilesTest::silent))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("liar: ")
        .hasMessageContaining("is not the published file: its content has the sha256");
    assertThat(cached).isEmptyDirectory();
  }

  @Test
  void sources_are_tried_in_order() {
    List<String> tried = new ArrayList<>();

    assertThatThrownBy(
            () ->
                FashionMnistFiles.fetch(
                    cached, List.of(new Forgery("first"), new Forgery("second")), tried::add))
        .isInstanceOf(DatasetException.class);
    assertThat(tried).containsExactly("first", "second");
  }

  @Test
  void a_failing_command_says_what_it_printed(@TempDir Path scratch) {
    assertThatThrownBy(
            () ->
                Command.run(
                    scratch,
                    Duration.ofSeconds(20),
                    List.of("sh", "-c", "echo no such package; exit 100")))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("ended with 100: no such package");
    assertThatThrownBy(
            () -> Command.run(scratch, Duration.ofSeconds(20), List.of("/no/such/program")))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(CommandFailedException.class);
  }

  /** Has four files of the right names and the wrong content. */
  private record Forgery(String name) implements FashionMnistSource {

    @Override
    public Path provide(Path scratch, Consumer<String> progress) throws IOException {
      progress.accept(name);
      for (FashionMnistFile file : FashionMnistFile.values()) {
        Files.write(scratch.resolve(file.fileName()), new byte[] {1, 2, 3});
      }
      return scratch;
    }
  }

  private static void silent(String progress) {}
}
