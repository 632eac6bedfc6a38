package io.longshore.tracker.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RowsTest {
  private static final Remembered.Pieces NOWHERE =
      new Remembered.Pieces() {
        @Override
        public void keep(byte[] key, byte[] piece) {}

        @Override
        public void drop(byte[] key) {}
      };

  @Property(tries = 300)
  void what_was_written_makes_the_same_rows_again_wherever_it_is_cut(
      @ForAll @Size(max = 400) List<@IntRange(max = 199) Integer> changes,
      @ForAll @IntRange(min = 1, max = 50) int commitEvery) {
    var written = new Written();
    Rows<Long> rows = rows();
    Rows<Long> standby = rows();
    for (int i = 0; i < changes.size(); i++) {
      count(rows, "name-" + changes.get(i));
      if (i % commitEvery == 0) {
        rows.writeChanges(written);
        written.restore(standby);
      }
    }
    rows.writeChanges(written);
    written.restore(standby);

    Rows<Long> again = rows();
    written.restore(again);

    assertThat(all(again)).isEqualTo(all(rows)).isEqualTo(all(standby));
    assertThat(again.names()).isEqualTo(rows.names());
    assertThat(written.size()).isEqualTo(2 * pages(rows.size()));
  }

  @Property(tries = 300)
  void a_process_that_dies_before_its_commit_leaves_the_rows_of_the_last(
      @ForAll @Size(max = 300) List<@IntRange(max = 199) Integer> changes,
      @ForAll @IntRange(min = 1, max = 30) int commitEvery,
      @ForAll @IntRange(min = 1, max = 5) int dieEvery) {
    var written = new Written();
    var truth = new LinkedHashMap<String, Long>();
    var uncommitted = new ArrayList<String>();
    Rows<Long> rows = rows();
    int commits = 0;
    for (int i = 0; i < changes.size(); i++) {
      String name = "name-" + changes.get(i);
      count(rows, name);
      uncommitted.add(name);
      if (i % commitEvery == 0) {
        rows.writeChanges(written);
        uncommitted.forEach(counted -> truth.merge(counted, 1L, Long::sum));
        uncommitted.clear();
        commits++;
      } else if (commits % dieEvery == 0) {
        rows = rows();
        written.restore(rows);
        uncommitted.clear();
      }
    }

    Rows<Long> again = rows();
    written.restore(again);

    assertThat(all(again)).isEqualTo(truth);
  }

  @Test
  void only_pages_that_changed_are_written() {
    Rows<Long> rows = rows();
    for (int i = 0; i < 10 * Rows.PAGE; i++) {
      count(rows, "name-" + i);
    }
    rows.writeChanges(new Written());
    var second = new Written();

    count(rows, "name-0");
    rows.writeChanges(second);

    assertThat(second.size()).as("values, no names").isEqualTo(1);
  }

  @Test
  void all_values_can_change_at_once() {
    var written = new Written();
    Rows<Long> rows = rows();
    for (int i = 0; i <= Rows.PAGE; i++) {
      count(rows, "name-" + i);
    }
    rows.writeChanges(written);
    rows.changeAll(value -> value * 10);
    rows.writeChanges(written);

    Rows<Long> again = rows();
    written.restore(again);

    assertThat(all(again)).hasSize(Rows.PAGE + 1).containsEntry("name-" + Rows.PAGE, 10L);
  }

  @Test
  void values_come_in_the_order_of_their_names() {
    Rows<Long> rows = rows();
    List.of("b", "a").forEach(name -> count(rows, name));
    List<String> before = List.copyOf(all(rows).keySet());
    count(rows, "aa");

    assertThat(before).containsExactly("a", "b");
    assertThat(all(rows).keySet()).containsExactly("a", "aa", "b");
  }

  @Test
  void another_version_is_refused_with_what_to_do() {
    var written = new Written();
    Rows<Long> rows = rows();
    count(rows, "a");
    rows.writeChanges(written);
    var later = new Rows<>("numbers", 3, new Numbers(), new One(), 0L);

    assertThatThrownBy(() -> written.restore(later))
        .hasMessageContaining("numbers is of layout 2, this tracker reads 3")
        .hasMessageContaining("delete its internal topics");
  }

  @Test
  void values_of_an_older_tracker_are_handed_on_once_and_dropped() {
    var written = new Written();
    var map = new KeptMap<String, Long>(Form.TEXT, Form.NUMBER);
    map.put("a", 1L);
    map.put("b", 2L);
    map.writeChanges(written);
    var old = new OldMap<>(Form.NUMBER);
    written.restore(old);
    Rows<Long> rows = rows();
    old.take((name, value) -> rows.set(rows.row(name), value));
    old.take((name, value) -> rows.set(rows.row(name), -value));
    old.writeChanges(NOWHERE);
    written.restore(old);
    old.take((name, value) -> assertThat(value).isEqualTo(rows.get(rows.row(name))));
    old.writeChanges(written);

    assertThat(all(rows)).isEqualTo(Map.of("a", 1L, "b", 2L));
    assertThat(written.size()).isZero();
  }

  private static void count(Rows<Long> rows, String name) {
    int row = rows.row(name);
    rows.set(row, rows.get(row) + 1);
  }

  private static Map<String, Long> all(Rows<Long> rows) {
    var all = new LinkedHashMap<String, Long>();
    rows.forEach(all::put);
    return all;
  }

  private static int pages(int size) {
    return (size + Rows.PAGE - 1) / Rows.PAGE;
  }

  private static Rows<Long> rows() {
    return new Rows<>("numbers", 2, new Numbers(), new One(), 0L);
  }

  private record One() implements Packing<Long> {
    @Override
    public int longs() {
      return 1;
    }

    @Override
    public void pack(Long value, long[] to, int at) {
      to[at] = value;
    }

    @Override
    public Long unpack(long[] from, int at) {
      return from[at];
    }
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
