package io.longshore.trainer.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.domain.image.Image;
import io.longshore.domain.image.ImageFormat;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageShape;
import io.longshore.trainer.Pictures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ReplayMemoryTest {
  private static final ImageId CRAB = new ImageId("crab-1");
  private static final ImageId GULL = new ImageId("gull-1");

  private final Path directory;

  ReplayMemoryTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void a_corrected_label_moves_its_image() {
    try (var memory = memory()) {
      memory.remember(CRAB, "gull", Pictures.of(0, 1));

      memory.remember(CRAB, "crab", Pictures.of(0, 1));

      assertThat(memory.counts()).containsExactly(Map.entry("crab", 1));
      assertThat(memory.ids("crab")).containsExactly(CRAB);
    }
  }

  @Test
  void a_forgotten_image_stays_forgotten() {
    try (var memory = memory()) {
      memory.remember(CRAB, "crab", Pictures.of(0, 1));
      memory.remember(GULL, "gull", Pictures.of(1, 1));
      memory.forget(CRAB);
      memory.commit(Map.of(0, 2L));
    }

    try (var again = memory()) {
      assertThat(again.counts()).containsExactly(Map.entry("gull", 1));
    }
  }

  @Test
  void what_has_gone_is_told_once_also_if_another_image_came_under_its_id() {
    try (var memory = memory()) {
      memory.remember(CRAB, "crab", Pictures.of(0, 1));
      memory.remember(GULL, "gull", Pictures.of(1, 1));
      memory.remember(CRAB, "gull", Pictures.of(1, 2));
      memory.remember(CRAB, "crab", Pictures.of(2, 3));

      assertThat(memory.takeGone()).containsExactly(CRAB);
      assertThat(memory.takeGone()).isEmpty();
    }
  }

  @Test
  void images_come_back_as_they_were() {
    var png = new Image(ImageFormat.PNG, new ImageShape(2, 3, 3), new byte[] {1, 2, 3});
    try (var memory = memory()) {
      memory.remember(CRAB, "Krabbe, männlich", png);
      memory.remember(GULL, "gull", Pictures.of(1, 1));
      memory.commit(Map.of(0, 2L, 5, 9L));
    }

    try (var again = memory()) {
      assertThat(again.image(CRAB)).isEqualTo(png);
      assertThat(again.image(GULL)).isEqualTo(Pictures.of(1, 1));
      assertThat(again.ids("Krabbe, männlich")).containsExactly(CRAB);
      assertThat(again.shapes())
          .containsOnly(Map.entry(png.shape(), 1), Map.entry(Pictures.SHAPE, 1));
      assertThat(again.offsets()).containsExactly(Map.entry(0, 2L), Map.entry(5, 9L));
    }
  }

  @Test
  void a_last_batch_torn_at_any_byte_is_cut_off_and_what_came_before_is_whole() throws IOException {
    long whole;
    String digest;
    try (var memory = memory()) {
      memory.remember(CRAB, "crab", Pictures.of(0, 1));
      memory.commit(Map.of(0, 1L));
      whole = Files.size(journal());
      digest = memory.digest();
      memory.remember(GULL, "gull", Pictures.of(1, 1));
      memory.commit(Map.of(0, 2L));
    }
    byte[] bytes = Files.readAllBytes(journal());

    for (int end = (int) whole; end < bytes.length; end++) {
      Files.write(journal(), Arrays.copyOf(bytes, end));

      try (var memory = memory()) {
        assertThat(memory.digest()).as("torn at byte %d", end).isEqualTo(digest);
        assertThat(memory.offsets()).containsExactly(Map.entry(0, 1L));
        assertThat(memory.image(CRAB)).isEqualTo(Pictures.of(0, 1));
      }
      assertThat(journal()).hasSize(whole);
    }
  }

  @Test
  void after_a_torn_batch_was_cut_off_the_memory_goes_on() throws IOException {
    try (var memory = memory()) {
      memory.remember(CRAB, "crab", Pictures.of(0, 1));
      memory.commit(Map.of(0, 1L));
      memory.remember(GULL, "gull", Pictures.of(1, 1));
      memory.commit(Map.of(0, 2L));
    }
    byte[] bytes = Files.readAllBytes(journal());
    Files.write(journal(), Arrays.copyOf(bytes, bytes.length - 3));

    try (var memory = memory()) {
      memory.remember(GULL, "gull", Pictures.of(1, 1));
      memory.commit(Map.of(0, 2L));
    }

    assertThat(journal()).hasBinaryContent(bytes);
  }

  @Test
  void a_damaged_byte_anywhere_takes_the_offsets_back_to_the_last_batch_before_it()
      throws IOException {
    long[] ends = new long[3];
    String[] digests = new String[3];
    try (var memory = memory()) {
      for (int batch = 0; batch < 3; batch++) {
        memory.remember(new ImageId("crab-" + batch), "crab", Pictures.of(0, batch));
        memory.commit(Map.of(0, batch + 1L));
        ends[batch] = Files.size(journal());
        digests[batch] = memory.digest();
      }
    }
    byte[] bytes = Files.readAllBytes(journal());

    for (int at = (int) ends[0]; at < bytes.length; at++) {
      byte[] damaged = bytes.clone();
      damaged[at] ^= 0x10;
      Files.write(journal(), damaged);
      int intact = at < ends[1] ? 0 : 1;

      try (var memory = memory()) {
        assertThat(memory.digest()).as("damaged at byte %d", at).isEqualTo(digests[intact]);
        assertThat(memory.offsets()).containsExactly(Map.entry(0, intact + 1L));
      }
    }
  }

  @Test
  void an_image_damaged_while_the_memory_is_open_is_refused_by_its_checksum() throws IOException {
    try (var memory = memory()) {
      memory.remember(CRAB, "crab", Pictures.of(0, 1));
      memory.commit(Map.of(0, 1L));
      byte[] damaged = Files.readAllBytes(journal());
      damaged[40] ^= 1;
      Files.write(journal(), damaged);

      assertThatThrownBy(() -> memory.image(CRAB))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("is damaged at byte 0; start again");
    }
  }

  @Test
  void the_journal_shrinks_when_most_of_it_is_forgotten() throws IOException {
    try (var memory = new ReplayMemory(directory, 2, new Rank(1), 0)) {
      for (int i = 0; i < 20; i++) {
        memory.remember(CRAB, i % 2 == 0 ? "crab" : "gull", Pictures.of(0, 1));
      }
      memory.commit(Map.of(0, 20L));
      long compacted = Files.size(journal());
      memory.remember(GULL, "gull", Pictures.of(1, 1));
      memory.commit(Map.of(0, 21L));

      assertThat(compacted).isLessThan(20L * Pictures.SHAPE.size());
      assertThat(memory.ids("gull")).containsExactlyInAnyOrder(CRAB, GULL);
      assertThat(memory.image(CRAB)).isEqualTo(Pictures.of(0, 1));
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void a_full_disk_is_named_with_what_to_do_and_what_was_there_stays() throws IOException {
    Files.createSymbolicLink(journal(), Path.of("/dev/full"));

    try (var memory = memory()) {
      assertThatThrownBy(() -> memory.remember(CRAB, "crab", Pictures.of(0, 1)))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("No space left on device")
          .hasMessageContaining("free disk space or move longshore.data-directory");
      assertThat(memory.size()).isZero();
      assertThatThrownBy(() -> memory.commit(Map.of(0, 1L)))
          .isInstanceOf(UncheckedIOException.class);
      assertThat(memory.offsets()).isEmpty();
    }
  }

  @Test
  void a_directory_that_cannot_be_made_is_named_with_what_to_do() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));

    assertThatThrownBy(() -> new ReplayMemory(file.resolve("memory"), 2, new Rank(1)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("cannot open the replay memory " + file)
        .hasMessageContaining("free disk space or move longshore.data-directory");
  }

  @Test
  void an_entry_of_a_newer_version_is_refused_and_not_cut_off() throws IOException {
    try (var journal = Journal.open(journal(), (position, payload) -> true)) {
      journal.append(ByteBuffer.wrap(new byte[] {99, 1, 2}));
    }
    long size = Files.size(journal());

    assertThatThrownBy(this::memory)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("unknown kind 99");
    assertThat(journal()).hasSize(size);
  }

  @Test
  void an_image_that_is_not_there_and_a_memory_of_nothing_are_refused() {
    try (var memory = memory()) {
      assertThatIllegalArgumentException().isThrownBy(() -> memory.image(CRAB));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ReplayMemory(directory, 0, new Rank(1)));
  }

  private ReplayMemory memory() {
    return new ReplayMemory(directory, 10, new Rank(1));
  }

  private Path journal() {
    return directory.resolve("memory.journal");
  }
}
