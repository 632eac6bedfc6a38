package io.longshore.standalone.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FreePortTest {

  @Test
  void no_port_is_given_twice_although_nobody_has_taken_it_yet() {
    List<Integer> ports = IntStream.range(0, 1_000).mapToObj(i -> LocalBroker.free(0)).toList();

    assertThat(ports).doesNotHaveDuplicates();
  }
}
