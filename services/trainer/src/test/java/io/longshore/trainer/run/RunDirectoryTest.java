package io.longshore.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.image.Split;
import io.longshore.domain.model.ModelVersion;
import io.longshore.trainer.Pictures;
import io.longshore.trainer.Tiny;
import io.longshore.trainer.memory.Memories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
  private static final ModelVersion PARENT = new ModelVersion("ab".repeat(32));

  private final Path runs;
  private final Memories memories;

  RunDirectoryTest(@TempDir Path directory) {
    this.runs = directory.resolve("runs");
    this.memories = new Memories(directory.resolve("memory"), 100, 100, 0, 1);
  }

  @BeforeEach
  void fill() {
    Pictures.fill(memories);
  }

  @AfterEach
  void close() {
    memories.close();
  }

  @Test
  void a_resumed_run_has_the_examples_it_began_with_though_the_memory_moved_on() {
    Examples begun = new RunDirectory(runs, "run").examples(this::now);
    Pictures.remember(memories, "d", "dinghy", 3, 5, Split.STREAM);

    Examples resumed = new RunDirectory(runs, "run").examples(this::now);

    assertThat(resumed).usingRecursiveComparison().isEqualTo(begun);
    assertThat(resumed.parent()).contains(PARENT);
  }

  @Test
  void a_resumed_run_has_the_request_it_began_with_though_the_mix_moved_on() {
    Adaptation begun = new RunDirectory(runs, "run").frozen(asked(10));

    Adaptation resumed = new RunDirectory(runs, "run").frozen(asked(70));

    assertThat(resumed).isEqualTo(begun).isEqualTo(asked(10));
  }

  @Test
  void a_request_that_cannot_be_read_is_not_used() throws IOException {
    new RunDirectory(runs, "run").frozen(asked(10));
    Files.write(only(only(runs)), new byte[] {1, 2, 3});

    Adaptation resumed = new RunDirectory(runs, "run").frozen(asked(70));

    assertThat(resumed).isEqualTo(asked(70));
    assertThat(new RunDirectory(runs, "run").frozen(asked(90))).isEqualTo(asked(70));
  }

  private static Adaptation asked(double anchors) {
    Adaptation like = Tiny.adaptation("run", Gear.RETRAIN);
    return new Adaptation(
        like.id(),
        like.stream(),
        like.gear(),
        like.reason(),
        like.evidence(),
        new TreeMap<>(Map.of("anchor", anchors)),
        like.offsets(),
        like.decidedAt());
  }

  @Test
  void another_run_has_examples_of_its_own() {
    new RunDirectory(runs, "run").examples(this::now);
    Pictures.remember(memories, "d", "dinghy", 3, 5, Split.STREAM);

    Examples other = new RunDirectory(runs, "other").examples(this::now);

    assertThat(other.classes()).contains("dinghy");
  }

  @Test
  void examples_damaged_at_any_byte_are_not_used() throws IOException {
    var directory = new RunDirectory(runs, "run");
    Examples begun = directory.examples(this::now);
    Path file = only(only(runs));
    byte[] bytes = Files.readAllBytes(file);

    for (int at = 0; at < bytes.length; at += 97) {
      byte[] damaged = bytes.clone();
      damaged[at] ^= 0x40;
      Files.createDirectories(file.getParent());
      Files.write(file, damaged);

      assertThat(directory.examples(this::now)).usingRecursiveComparison().isEqualTo(begun);
      assertThat(file).hasBinaryContent(bytes);
    }
  }

  @Test
  void examples_cut_off_are_not_used() throws IOException {
    var directory = new RunDirectory(runs, "run");
    Examples begun = directory.examples(this::now);
    Files.write(only(only(runs)), new byte[] {1, 2, 3});

    assertThat(directory.examples(this::now)).usingRecursiveComparison().isEqualTo(begun);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void a_full_disk_is_named_with_what_to_do() throws IOException {
    var directory = new RunDirectory(runs, "run");
    Files.createDirectories(directory.checkpoints());
    Files.createSymbolicLink(
        directory.checkpoints().resolveSibling("examples.draft"), Path.of("/dev/full"));

    assertThatThrownBy(() -> directory.examples(this::now))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("No space left on device")
        .hasMessageContaining("free disk space or move longshore.data-directory");
  }

  @Test
  void a_finished_run_leaves_nothing_behind() throws IOException {
    var directory = new RunDirectory(runs, "run");
    directory.examples(this::now);
    Files.createDirectories(directory.checkpoints());
    Files.writeString(directory.checkpoints().resolve("one"), "checkpoint");

    directory.delete();
    directory.delete();

    assertThat(runs).isEmptyDirectory();
  }

  @Test
  void runs_that_nobody_waits_for_are_deleted() {
    new RunDirectory(runs, "answered").examples(this::now);
    new RunDirectory(runs, "waiting").examples(this::now);

    RunDirectory.deleteAllBut(runs, Set.of("waiting", "never begun"));

    assertThat(new RunDirectory(runs, "waiting").checkpoints().getParent()).isNotEmptyDirectory();
    assertThat(new RunDirectory(runs, "answered").checkpoints().getParent()).doesNotExist();
  }

  @Test
  void where_there_are_no_runs_there_is_nothing_to_delete() {
    RunDirectory.deleteAllBut(runs, Set.of());

    assertThat(runs).doesNotExist();
  }

  private Examples now() {
    return new Snapshot(memories, Optional.empty()).takeAll(Optional.of(PARENT), List.of());
  }

  private static Path only(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.findFirst().orElseThrow();
    }
  }
}
