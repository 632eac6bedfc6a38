package io.longshore.trainer.memory;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.image.ImageId;
import io.longshore.trainer.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

class BottomKTest {
  private static final Rank RANK = new Rank(42);

  /** A label as the memory sees it. */
  record Seen(ImageId id, String className) {}

  private Path directory = Path.of("");

  @BeforeTry
  void makeDirectory() throws IOException {
    directory = Files.createTempDirectory("replay-memory");
  }

  @AfterTry
  void deleteDirectory() throws IOException {
    try (var files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Provide
  Arbitrary<List<Seen>> labels() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 30), Arbitraries.of("crab", "gull", "kelp"))
        .as((number, className) -> new Seen(new ImageId("image-" + number), className))
        .list()
        .ofMaxSize(60);
  }

  @Provide
  Arbitrary<List<Seen>> labelsNeverCorrected() {
    return labels()
        .map(
            labels -> {
              Map<ImageId, Seen> first = new HashMap<>();
              labels.forEach(label -> first.putIfAbsent(label.id(), label));
              return List.copyOf(first.values());
            });
  }

  @Property(tries = 150)
  void what_is_kept_does_not_depend_on_the_order_of_arrival(
      @ForAll("labelsNeverCorrected") List<Seen> labels,
      @ForAll @IntRange(min = 1, max = 6) int perClass,
      @ForAll Random random) {
    var shuffled = new ArrayList<>(labels);
    Collections.shuffle(shuffled, random);

    try (var one = memory("one", perClass);
        var other = memory("other", perClass)) {
      remember(one, labels);
      remember(other, shuffled);

      assertThat(other.digest()).isEqualTo(one.digest());
    }
  }

  @Property(tries = 150)
  void the_images_of_lowest_rank_of_each_class_are_kept(
      @ForAll("labelsNeverCorrected") List<Seen> labels,
      @ForAll @IntRange(min = 1, max = 6) int perClass) {
    Comparator<ImageId> byRank =
        Comparator.comparing(RANK::of, Long::compareUnsigned).thenComparing(id -> id);

    try (var memory = memory("memory", perClass)) {
      remember(memory, labels);

      labels.stream()
          .collect(groupingBy(Seen::className))
          .forEach(
              (className, all) ->
                  assertThat(memory.ids(className))
                      .containsExactlyElementsOf(
                          all.stream().map(Seen::id).sorted(byRank).limit(perClass).toList()));
    }
  }

  @Property(tries = 150)
  void never_more_than_so_many_of_a_class_and_each_image_once(
      @ForAll("labels") List<Seen> labels, @ForAll @IntRange(min = 1, max = 6) int perClass) {
    try (var memory = memory("memory", perClass)) {
      remember(memory, labels);

      List<ImageId> all =
          memory.counts().keySet().stream().flatMap(name -> memory.ids(name).stream()).toList();
      assertThat(memory.counts().values()).allMatch(count -> count >= 1 && count <= perClass);
      assertThat(all).doesNotHaveDuplicates().hasSize(memory.size()).allMatch(memory::contains);
    }
  }

  @Property(tries = 150)
  void an_image_that_is_not_wanted_changes_nothing(@ForAll("labels") List<Seen> labels) {
    try (var memory = memory("memory", 3)) {
      for (Seen label : labels) {
        boolean wanted = memory.wants(label.id(), label.className());
        String before = memory.digest();
        long changes = memory.changes();

        remember(memory, List.of(label));

        assertThat(!memory.digest().equals(before) || memory.changes() != changes)
            .isEqualTo(wanted);
      }
    }
  }

  @Property(tries = 60)
  void an_opened_memory_is_as_it_was_at_its_last_commit(
      @ForAll("labels") List<Seen> committed,
      @ForAll("labels") List<Seen> lost,
      @ForAll @IntRange(min = 1, max = 6) int perClass) {
    String digest;
    try (var memory = memory("memory", perClass)) {
      remember(memory, committed);
      memory.commit(Map.of(0, 17L));
      digest = memory.digest();
      remember(memory, lost);
    }

    try (var again = memory("memory", perClass)) {
      assertThat(again.digest()).isEqualTo(digest);
      assertThat(again.offsets()).containsExactly(Map.entry(0, 17L));
      remember(again, lost);
      again.commit(Map.of(0, 18L));
      digest = again.digest();
    }

    try (var once = memory("never stopped", perClass)) {
      remember(once, committed);
      remember(once, lost);

      assertThat(once.digest()).isEqualTo(digest);
    }
  }

  @Property(tries = 60)
  void compaction_keeps_everything(
      @ForAll("labels") List<Seen> labels, @ForAll @IntRange(min = 1, max = 3) int perClass) {
    try (var plain = memory("plain", perClass);
        var compacting = new ReplayMemory(directory.resolve("compacting"), perClass, RANK, 0)) {
      remember(plain, labels);
      remember(compacting, labels);
      compacting.commit(Map.of(0, 5L, 3, 8L));

      assertThat(compacting.digest()).isEqualTo(plain.digest());
      assertThat(compacting.offsets()).containsExactly(Map.entry(0, 5L), Map.entry(3, 8L));
      for (String name : plain.counts().keySet()) {
        for (ImageId id : plain.ids(name)) {
          assertThat(compacting.image(id)).isEqualTo(plain.image(id));
        }
      }
    }
  }

  private ReplayMemory memory(String name, int perClass) {
    return new ReplayMemory(directory.resolve(name), perClass, RANK);
  }

  private static void remember(ReplayMemory memory, List<Seen> labels) {
    for (Seen label : labels) {
      memory.remember(label.id(), label.className(), Pictures.of(0, label.id().value().hashCode()));
    }
  }
}
