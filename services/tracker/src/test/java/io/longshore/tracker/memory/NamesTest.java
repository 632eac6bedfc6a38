package io.longshore.tracker.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class NamesTest {

  @Property(tries = 300)
  void they_number_names_as_a_list_without_repeats_would(
      @ForAll @Size(max = 300) List<@StringLength(max = 2) String> added) {
    var names = new Names();
    var list = new ArrayList<String>();
    for (String name : added) {
      assertThat(names.find(name)).isEqualTo(list.indexOf(name));
      if (!list.contains(name)) {
        list.add(name);
      }
      assertThat(names.add(name)).isEqualTo(list.indexOf(name));
    }

    assertThat(names.all()).isEqualTo(list);
    assertThat(list).allSatisfy(name -> assertThat(names.find(name)).isEqualTo(list.indexOf(name)));
  }

  @Test
  void names_of_the_same_hash_are_told_apart() {
    var names = new Names();
    List<String> alike = List.of("AaAa", "BBBB", "AaBB", "BBAa");
    alike.forEach(names::add);

    assertThat(alike.stream().map(String::hashCode).distinct()).hasSize(1);
    assertThat(alike.stream().map(names::find)).containsExactly(0, 1, 2, 3);
  }
}
