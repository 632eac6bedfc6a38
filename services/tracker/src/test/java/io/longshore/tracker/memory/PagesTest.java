package io.longshore.tracker.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PagesTest {

  @Property(tries = 300)
  void what_was_written_makes_the_same_values_again_wherever_it_is_cut(
      @ForAll @Size(max = 400) List<@IntRange(max = 299) Integer> changes,
      @ForAll @IntRange(min = 1, max = 50) int commitEvery) {
    var written = new Written();
    Pages<Long> pages = pages();
    Pages<Long> standby = pages();
    for (int i = 0; i < changes.size(); i++) {
      pages.change("name-" + changes.get(i), 0L, value -> value + 1);
      if (i % commitEvery == 0) {
        pages.writeChanges(written);
        written.restore(standby);
      }
    }
    pages.writeChanges(written);
    written.restore(standby);

    Pages<Long> again = pages();
    written.restore(again);

    assertThat(again.all()).isEqualTo(pages.all()).isEqualTo(standby.all());
    assertThat(written.size()).isEqualTo((pages.size() + Pages.NAMES - 1) / Pages.NAMES);
  }

  @Test
  void made_again_it_opens_names_where_there_is_room_for_them() {
    var written = new Written();
    Pages<Long> pages = pages();
    for (int i = 0; i < Pages.NAMES + 1; i++) {
      pages.change("name-" + i, 0L, value -> 1L);
    }
    pages.writeChanges(written);
    Pages<Long> again = pages();
    written.restore(again);

    again.change("new", 0L, value -> 7L);
    again.writeChanges(written);

    Pages<Long> third = pages();
    written.restore(third);
    assertThat(written.size()).isEqualTo(2);
    assertThat(third.all()).hasSize(Pages.NAMES + 2).containsEntry("new", 7L);
    assertThat(third.contains("name-3")).isTrue();
  }

  @Test
  void only_pages_that_changed_are_written() {
    Pages<Long> pages = pages();
    for (int i = 0; i < 10 * Pages.NAMES; i++) {
      pages.change("name-" + i, 0L, value -> 1L);
    }
    pages.writeChanges(new Written());
    var second = new Written();

    pages.change("name-0", 0L, value -> value + 1);
    pages.writeChanges(second);

    assertThat(second.size()).isEqualTo(1);
  }

  @Test
  void all_values_can_change_at_once() {
    var written = new Written();
    Pages<Long> pages = pages();
    pages.change("a", 0L, value -> 1L);
    pages.change("b", 0L, value -> 2L);
    pages.writeChanges(new Written());
    pages.changeAll(value -> value * 10);
    pages.writeChanges(written);

    Pages<Long> again = pages();
    written.restore(again);

    assertThat(again.all()).isEqualTo(Map.of("a", 10L, "b", 20L));
  }

  @Test
  void what_an_older_tracker_wrote_is_refused_with_what_to_do() {
    byte[] older = {1, 0, 0, 0, 0};

    assertThatThrownBy(() -> pages().restore("cat-and-dog".getBytes(UTF_8), older))
        .hasMessageContaining("numbers is of layout 1, this tracker reads 2")
        .hasMessageContaining("delete its internal topics");
  }

  private static Pages<Long> pages() {
    return new Pages<>("numbers", 2, new Numbers());
  }

  private record Numbers() implements Binary.Layout<Long> {
    @Override
    public void write(Long value, DataOutputStream out) throws IOException {
      Fields.writeNumber(value, out);
    }

    @Override
    public Long read(DataInputStream in) throws IOException {
      return Fields.readNumber(in);
    }
  }
}
