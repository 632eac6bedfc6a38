package io.longshore.standalone.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.standalone.runtime.Child;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
@Timeout(300)
class BundleTest {
  private static final int RECORD = 3074;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Path bundle;

  @BeforeAll
  void a_bundle_is_packed_and_unpacked(@TempDir Path directory) throws Exception {
    Path cifar = Files.createDirectories(directory.resolve("cifar"));
    Files.write(cifar.resolve("train.bin"), records(10));
    Files.write(cifar.resolve("test.bin"), records(2));
    Files.writeString(cifar.resolve("fine_label_names.txt"), "apple\n");
    Path indices = Files.createDirectories(cifar.resolve("lt_seed0"));
    Files.writeString(indices.resolve("if100.txt"), "7\n3\n");
    Files.writeString(indices.resolve("if10.txt"), "9\n7\n3\n0\n");
    Path archive = directory.resolve("bundle.tar.gz");

    new Bundle(Natives.CPU, Optional.of(cifar)).write(archive, step -> {});

    assertThat(run(List.of("tar", "-xzf", archive.toString(), "-C", directory.toString())))
        .isEqualTo(new Child.Said(0, ""));
    bundle = directory.resolve("longshore-bundle");
  }

  /** So many records, each full of its number. */
  private static byte[] records(int count) {
    var bytes = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      byte[] record = new byte[RECORD];
      Arrays.fill(record, (byte) i);
      bytes.writeBytes(record);
    }
    return bytes.toByteArray();
  }

  /** Runs a script of the bundle with an empty environment, without a network where that may be. */
  private Child.Said script(List<String> environment, String... command) throws Exception {
    var whole = new ArrayList<String>();
    if (run(List.of("unshare", "-rn", "true")).status() == 0) {
      whole.addAll(List.of("unshare", "-rn"));
    }
    whole.addAll(List.of("env", "-i"));
    whole.addAll(environment);
    whole.add(bundle.resolve(command[0]).toString());
    whole.addAll(List.of(command).subList(1, command.length));
    return run(whole);
  }

  private static Child.Said run(List<String> command) throws IOException, InterruptedException {
    return Child.run(PATIENCE, command);
  }

  @Test
  void it_brings_its_own_java_and_needs_no_environment() throws Exception {
    Child.Said help = script(List.of(), "longshore", "--help");

    assertThat(help.words()).contains("Usage: longshore").contains("bundle");
    assertThat(help.status()).isZero();
  }

  @Test
  void run_sh_asks_for_the_benchmark() throws Exception {
    assertThat(script(List.of(), "run.sh", "--help").words()).contains("Usage: longshore");
    assertThat(Files.readString(bundle.resolve("run.sh"))).contains("bench ssd");
  }

  @Test
  void only_images_that_are_named_are_packed_under_their_new_places() throws Exception {
    byte[] train = Files.readAllBytes(bundle.resolve("data/cifar-100-binary/train.bin"));

    assertThat(Stream.of(0, 1, 2, 3).map(i -> train[i * RECORD]))
        .containsExactly((byte) 0, (byte) 3, (byte) 7, (byte) 9);
    assertThat(train).hasSize(4 * RECORD);
    assertThat(Files.readAllLines(bundle.resolve("data/lt_seed0/if100.txt")))
        .containsExactly("2", "1");
    assertThat(Files.readAllLines(bundle.resolve("data/lt_seed0/if10.txt")))
        .containsExactly("3", "2", "1", "0");
    assertThat(bundle.resolve("data/cifar-100-binary/test.bin")).hasSize(2 * RECORD);
  }

  @Test
  void a_bundle_for_cuda_says_what_it_misses_of_the_machine(@TempDir Path torch) throws Exception {
    Files.writeString(bundle.resolve("natives"), "cuda\n");
    Path lib = Files.createDirectories(torch.resolve("lib"));

    Child.Said nothing = script(List.of("PYTORCH_LIBRARY_PATH=" + lib), "longshore", "--help");
    Files.createFile(lib.resolve("libtorch.so"));
    Child.Said unnamed = script(List.of("PYTORCH_LIBRARY_PATH=" + lib), "longshore", "--help");
    Files.writeString(
        torch.resolve("version.py"),
        "from typing import Optional\n__version__ = '2.11.0+cu130'\ncuda: Optional[str] = '13.0'\n");
    Child.Said unbridged = script(List.of("PYTORCH_LIBRARY_PATH=" + lib), "longshore", "--help");
    Files.createFile(bundle.resolve("native/libdjl_torch.so"));
    Child.Said bridged = script(List.of("PYTORCH_LIBRARY_PATH=" + lib), "longshore", "--help");
    Files.delete(bundle.resolve("native/libdjl_torch.so"));
    Files.writeString(bundle.resolve("natives"), "cpu\n");

    assertThat(nothing.status()).isEqualTo(1);
    assertThat(nothing.words()).contains("no libtorch found in " + lib, "PYTORCH_LIBRARY_PATH");
    assertThat(unnamed.words()).contains("set PYTORCH_VERSION");
    assertThat(unbridged.status()).isEqualTo(1);
    assertThat(unbridged.words())
        .contains("bridge to libtorch 2.11.0 cu130 is not here")
        .contains("2.7.1 cpu", "2.7.1 cu128", "CMAKE_PREFIX_PATH=" + torch + "/share/cmake");
    assertThat(bridged.words()).contains("Usage: longshore");
    try (Stream<Path> found = Files.find(bundle.resolve("cache"), 4, (f, a) -> a.isRegularFile())) {
      assertThat(found.map(f -> bundle.relativize(f).toString()))
          .containsExactly("cache/pytorch/2.11.0-cu130-linux-x86_64/0.35.1-libdjl_torch.so");
    }
  }

  @Test
  void the_cpus_natives_stay_behind_in_a_bundle_for_cuda() {
    assertThat(Natives.CUDA.wants("pytorch-native-cpu-2.7.1-linux-x86_64.jar")).isFalse();
    assertThat(Natives.CUDA.wants("pytorch-jni-2.7.1-0.35.1.jar")).isTrue();
    assertThat(Natives.CPU.wants("pytorch-native-cpu-2.7.1-linux-x86_64.jar")).isTrue();
  }

  @Test
  void a_folder_without_the_data_is_told(@TempDir Path empty) {
    assertThatThrownBy(() -> LongTailedSubset.copy(empty, empty.resolve("target")))
        .isInstanceOf(BundleFailedException.class)
        .hasMessageContaining("has no train.bin");
  }
}
