package io.longshore.tracker.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.tracker.memory.Form;
import io.longshore.tracker.memory.KeptMap;
import org.junit.jupiter.api.Test;

class RoomForClassesTest {
  private final KeptMap<String, Long> tallies = new KeptMap<>(Form.TEXT, Form.NUMBER);

  @Test
  void there_is_room_for_as_many_classes_as_fit_a_record() {
    var room = new RoomForClasses();
    int opened = 0;
    while (room.open("class-%06d".formatted(opened), tallies)) {
      opened++;
    }

    assertThat(opened).isEqualTo((3 << 20) / (48 + 12));
  }

  @Test
  void classes_opened_by_another_instance_meanwhile_have_taken_theirs() {
    var room = new RoomForClasses();
    room.open("other-000000", tallies);
    for (int i = 0; i < 50_000; i++) {
      tallies.put("class-%06d".formatted(i), 1L);
    }
    room.measureAgain();
    int opened = 0;
    while (room.open("other-%06d".formatted(opened), tallies)) {
      opened++;
    }

    assertThat(50_000 + opened).isEqualTo((3 << 20) / (48 + 12));
  }

  @Test
  void classes_that_were_there_before_have_taken_theirs() {
    for (int i = 0; i < 50_000; i++) {
      tallies.put("class-%06d".formatted(i), 1L);
    }
    var room = new RoomForClasses();
    int opened = 0;
    while (room.open("other-%06d".formatted(opened), tallies)) {
      opened++;
    }

    assertThat(50_000 + opened).isEqualTo((3 << 20) / (48 + 12));
  }
}
