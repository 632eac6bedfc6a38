package io.longshore.console.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.console.Records;
import org.junit.jupiter.api.Test;

class LinkTest {

  @Test
  void a_broker_that_never_answered_is_being_connected_to_since_the_start() {
    Link link = Link.begin(Records.at(0)).failed(Records.at(9), "refused");

    assertThat(link).isEqualTo(new Link(Link.State.CONNECTING, Records.at(0), "refused"));
  }

  @Test
  void a_broker_that_went_away_is_lost_since_its_first_silence() {
    Link link =
        Link.begin(Records.at(0))
            .answered(Records.at(1))
            .answered(Records.at(2))
            .failed(Records.at(3), "timed out")
            .failed(Records.at(4), "refused");

    assertThat(link).isEqualTo(new Link(Link.State.LOST, Records.at(3), "refused"));
    assertThat(link.answered(Records.at(5)))
        .isEqualTo(new Link(Link.State.CONNECTED, Records.at(5), ""));
  }
}
