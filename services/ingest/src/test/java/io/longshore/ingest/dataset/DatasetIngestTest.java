package io.longshore.ingest.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.StreamImage;
import io.longshore.ingest.IngestFixture;
import io.longshore.ingest.Particulars;
import io.longshore.ingest.SubmittedImage;
import io.longshore.ingest.image.Submission;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatasetIngestTest {
  private static final Pace PACE = new Pace(3, 4, 3, Duration.ZERO);

  private final IngestFixture ingest = IngestFixture.roomy();
  private final Path folder;

  DatasetIngestTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void every_image_arrives_in_order_with_its_own_id() throws Exception {
    Progress done = sender().run("shells", items(0, 10), progress -> {});

    assertThat(ids()).isEqualTo(names(0, 10));
    assertThat(done.acknowledged()).isEqualTo(10);
    assertThat(ingest.log.labels()).hasSize(10);
  }

  @Test
  void a_second_run_sends_nothing() throws Exception {
    sender().run("shells", items(0, 10), progress -> {});

    Progress again = sender().run("shells", items(0, 10), progress -> {});

    assertThat(ids()).hasSize(10);
    assertThat(again).extracting(Progress::before, Progress::settled).containsExactly(10L, 10L);
  }

  @Test
  void a_data_set_that_has_grown_sends_what_is_new() throws Exception {
    sender().run("shells", items(0, 10), progress -> {});

    sender().run("shells", items(0, 13), progress -> {});

    assertThat(ids()).isEqualTo(names(0, 13));
  }

  @Test
  void a_data_set_that_has_changed_at_the_front_is_sent_again_from_the_beginning()
      throws Exception {
    sender().run("shells", items(1, 10), progress -> {});

    Progress done = sender().run("shells", items(0, 10), progress -> {});

    assertThat(done.before()).isZero();
    assertThat(done.acknowledged()).isEqualTo(10);
  }

  @Test
  void another_images_topic_begins_at_the_beginning() throws Exception {
    sender().run("shells", items(0, 10), progress -> {});
    var elsewhere = new DatasetIngest(ingest.images, folder, "images-topic-2", PACE, ingest.clock);

    Progress done = elsewhere.run("shells", items(0, 10), progress -> {});

    assertThat(done.acknowledged()).isEqualTo(10);
  }

  @Test
  void after_a_kill_only_what_was_under_way_or_not_yet_in_the_journal_is_sent_again()
      throws Exception {
    Path journal = folder.resolve("shells.journal");
    var seen = new AtomicInteger();
    Path kept = folder.resolve("kept");
    sender()
        .run(
            "shells",
            items(0, 20),
            progress -> {
              if (seen.incrementAndGet() == 10) {
                copy(journal, kept);
              }
            });
    int atTheKill = 10;
    Files.move(kept, journal, StandardCopyOption.REPLACE_EXISTING);

    Progress resumed = sender().run("shells", items(0, 20), progress -> {});

    assertThat(resumed.before()).isBetween((long) atTheKill - PACE.journalEvery() + 1, 10L);
    assertThat(resumed.settled()).isEqualTo(20);
    assertThat(ids()).containsAll(names(0, 20));
  }

  @Test
  void a_failure_in_the_middle_keeps_what_is_settled() throws Exception {
    List<DatasetItem> broken = new ArrayList<>(items(0, 6));
    broken.add(
        new DatasetItem(
            new ImageId("shell-6"),
            () -> {
              throw new IllegalStateException("the file has gone");
            }));
    assertThatThrownBy(() -> sender().run("shells", broken, progress -> {}))
        .hasMessageContaining("the file has gone");

    Progress resumed = sender().run("shells", items(0, 10), progress -> {});

    assertThat(resumed.before()).isBetween(3L, 6L);
    assertThat(resumed.settled()).isEqualTo(10);
  }

  @Test
  void an_image_the_broker_did_not_take_is_sent_again_with_the_same_id() throws Exception {
    ingest.log.failNext(2);

    Progress done = sender().run("shells", items(0, 5), progress -> {});

    assertThat(done.acknowledged()).isEqualTo(5);
    assertThat(ids()).containsExactlyInAnyOrderElementsOf(names(0, 5));
  }

  @Test
  void a_broker_that_stays_away_ends_the_run_with_what_to_do() {
    ingest.log.goAway();

    assertThatThrownBy(() -> sender().run("shells", items(0, 5), progress -> {}))
        .isInstanceOf(IngestStalledException.class)
        .hasMessageContaining("shells")
        .hasMessageContaining("run it again");
  }

  @Test
  void a_refused_image_is_counted_and_the_run_goes_on() throws Exception {
    List<DatasetItem> mixed = new ArrayList<>(items(0, 3));
    var id = new ImageId("hollow");
    mixed.add(
        new DatasetItem(
            id,
            () ->
                new SubmittedImage(
                    Submission.of(new byte[0]), Particulars.from("shells").named(id))));
    mixed.addAll(items(3, 5));

    Progress done = sender().run("shells", mixed, progress -> {});

    assertThat(done).extracting(Progress::acknowledged, Progress::refused).containsExactly(5L, 1L);
    assertThat(ingest.log.rejects()).hasSize(1);
  }

  @Test
  void an_image_that_calls_itself_otherwise_is_a_mistake_of_the_caller() {
    var item =
        new DatasetItem(
            new ImageId("a"), () -> IngestFixture.pixelsWith(Particulars.from("shells")));

    assertThatThrownBy(() -> sender().run("shells", List.of(item), progress -> {}))
        .hasMessageContaining("image a of data set shells");
  }

  @Test
  void a_name_that_is_no_file_name_is_refused() {
    assertThatThrownBy(() -> sender().run("../shells", items(0, 1), progress -> {}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private DatasetIngest sender() {
    return new DatasetIngest(ingest.images, folder, ingest.log.id(), PACE, ingest.clock);
  }

  private List<String> ids() {
    return ingest.log.images().stream().map(StreamImage::id).map(ImageId::value).toList();
  }

  private static List<String> names(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "shell-" + i).toList();
  }

  private static List<DatasetItem> items(int from, int to) {
    return names(from, to).stream().map(ImageId::new).map(DatasetIngestTest::item).toList();
  }

  private static DatasetItem item(ImageId id) {
    return new DatasetItem(
        id, () -> IngestFixture.pixelsWith(Particulars.from("shells").named(id).labelled("shell")));
  }

  private static void copy(Path from, Path to) {
    try {
      Files.copy(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
