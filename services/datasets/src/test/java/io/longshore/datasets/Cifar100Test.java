package io.longshore.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reads the whole of CIFAR-100 where it lies packed on this machine; {@code -Dlongshore.test.data}
 * names the folder. It has no licence that would let it travel with the project.
 */
class Cifar100Test {

  private static final Path DATA =
      Path.of(System.getProperty("longshore.test.data", "../../../shared/data")).toAbsolutePath();

  @Test
  void the_whole_of_cifar_100_is_read_and_its_long_tail_has_the_exponential_sizes(
      @TempDir Path folder) throws IOException {
    unpackOrSkip(folder);

    Dataset cifar = CifarBinary.open(folder);
    Dataset tail =
        LongTailProfile.byIndexFile(DATA.resolve("cifar100/lt_seed0/if100.txt")).select(cifar, 1);

    assertThat(cifar.trainingCounts().values()).hasSize(100).containsOnly(500);
    assertThat(cifar.counts(cifar.heldOut()).values()).containsOnly(100);
    assertThat(cifar.training().get(49_999).read().bytes()).hasSize(3072);
    assertThat(List.copyOf(tail.trainingCounts().values()))
        .isEqualTo(new LongTailProfile.Exponential(500, 100).sizes(100));
  }

  private static void unpackOrSkip(Path folder) throws IOException {
    Path packed = DATA.resolve("cifar100");
    Path unpacker = DATA.resolve("tools/MedDecode.java");
    if (!Files.isDirectory(packed) || !Files.isRegularFile(unpacker)) {
      System.err.println("SKIPPED: CIFAR-100 is not in " + packed);
      Assumptions.abort(
          "CIFAR-100 is not in " + packed + "; name its folder by -Dlongshore.test.data");
    }
    for (String part : List.of("train", "test")) {
      Command.run(
          folder,
          Duration.ofMinutes(3),
          List.of(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              unpacker.toString(),
              packed.resolve(part + ".med.gz").toString(),
              part + ".bin"));
    }
    Files.copy(packed.resolve("fine_label_names.txt"), folder.resolve("fine_label_names.txt"));
  }
}
