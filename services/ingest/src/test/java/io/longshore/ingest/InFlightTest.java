package io.longshore.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class InFlightTest {

  @Test
  void what_exceeds_the_bytes_finds_no_room_until_something_is_done() {
    var inFlight = new InFlight(100, 10);
    InFlight.Share first = inFlight.tryTake(60).orElseThrow();
    Optional<InFlight.Share> refused = inFlight.tryTake(60);

    first.close();

    assertThat(refused).isEmpty();
    assertThat(inFlight.tryTake(60)).isPresent();
  }

  @Test
  void what_exceeds_the_number_finds_no_room() {
    var inFlight = new InFlight(100, 2);

    List<Boolean> room = List.of(hasRoom(inFlight), hasRoom(inFlight), hasRoom(inFlight));

    assertThat(room).containsExactly(true, true, false);
  }

  @Test
  void one_larger_than_the_whole_bound_passes_alone() {
    var inFlight = new InFlight(100, 10);

    InFlight.Share large = inFlight.tryTake(500).orElseThrow();

    assertThat(inFlight.tryTake(1)).isEmpty();
    large.close();
    assertThat(inFlight.bytes()).isZero();
  }

  @Test
  void a_share_closed_twice_counts_once() {
    var inFlight = new InFlight(100, 10);
    InFlight.Share share = inFlight.tryTake(10).orElseThrow();
    Optional<InFlight.Share> other = inFlight.tryTake(20);

    share.close();
    share.close();

    assertThat(other).isPresent();
    assertThat(inFlight.bytes()).isEqualTo(20);
  }

  @Test
  void a_share_that_grows_gives_all_of_it_back() {
    var inFlight = new InFlight(100, 10);
    InFlight.Share share = inFlight.tryTake(90).orElseThrow();
    share.grow(50);
    long grown = inFlight.bytes();

    share.close();

    assertThat(grown).isEqualTo(140);
    assertThat(inFlight.bytes()).isZero();
  }

  @Test
  void whoever_waits_gets_the_room_that_is_given_back() {
    var inFlight = new InFlight(100, 10);
    InFlight.Share first = inFlight.tryTake(100).orElseThrow();
    var waiting = new CompletableFuture<Long>();
    new Thread(() -> waiting.complete(bytesOnceTaken(inFlight)), "waiting").start();

    first.close();

    assertThat(waiting.join()).isEqualTo(100);
  }

  @Test
  void whoever_waits_finds_even_a_little_room_while_others_hold_the_rest() {
    var inFlight = new InFlight(1000, 10);
    Optional<InFlight.Share> held = inFlight.tryTake(900);
    InFlight.Share first = inFlight.tryTake(100).orElseThrow();
    var waiting = new CompletableFuture<Long>();
    new Thread(() -> waiting.complete(bytesOnceTaken(inFlight)), "waiting").start();

    first.close();

    assertThat(held).isPresent();
    assertThat(waiting.join()).isEqualTo(1000);
  }

  @Test
  void nobody_begins_once_it_is_closed() throws Exception {
    var inFlight = new InFlight(100, 10);

    inFlight.close();

    assertThat(inFlight.tryTake(1)).isEmpty();
    assertThatThrownBy(() -> inFlight.take(1)).hasMessageContaining("stopping");
    assertThat(inFlight.awaitEmpty(Duration.ofSeconds(1))).isTrue();
  }

  private static boolean hasRoom(InFlight inFlight) {
    return inFlight.tryTake(1).isPresent();
  }

  private static long bytesOnceTaken(InFlight inFlight) {
    try {
      inFlight.take(100);
      return inFlight.bytes();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
