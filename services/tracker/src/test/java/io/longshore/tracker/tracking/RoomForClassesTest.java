package io.longshore.tracker.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RoomForClassesTest {
  private final Set<String> open = new TreeSet<>();

  @Test
  void there_is_room_for_as_many_classes_as_fit_a_record() {
    var room = new RoomForClasses();
    int opened = 0;
    while (room.open("class-%06d".formatted(opened), open)) {
      opened++;
    }

    assertThat(opened).isEqualTo((3 << 20) / (48 + 12));
  }

  @Test
  void classes_opened_by_another_instance_meanwhile_have_taken_theirs() {
    var room = new RoomForClasses();
    room.open("other-000000", open);
    for (int i = 0; i < 50_000; i++) {
      open.add("class-%06d".formatted(i));
    }
    room.measureAgain();
    int opened = 0;
    while (room.open("other-%06d".formatted(opened), open)) {
      opened++;
    }

    assertThat(50_000 + opened).isEqualTo((3 << 20) / (48 + 12));
  }

  @Test
  void classes_that_were_there_before_have_taken_theirs() {
    for (int i = 0; i < 50_000; i++) {
      open.add("class-%06d".formatted(i));
    }
    var room = new RoomForClasses();
    int opened = 0;
    while (room.open("other-%06d".formatted(opened), open)) {
      opened++;
    }

    assertThat(50_000 + opened).isEqualTo((3 << 20) / (48 + 12));
  }
}
