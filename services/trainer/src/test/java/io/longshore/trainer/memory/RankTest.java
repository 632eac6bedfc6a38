package io.longshore.trainer.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.image.ImageId;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RankTest {

  @Test
  void a_rank_is_the_first_64_bits_of_sha_256_of_seed_and_id() {
    long rank = new Rank(7).of(new ImageId("beach-1"));

    assertThat(Long.toHexString(rank)).isEqualTo("4d7fe596598e09c2");
  }

  @Test
  void another_seed_ranks_otherwise() {
    var id = new ImageId("beach-1");

    assertThat(new Rank(1).of(id)).isNotEqualTo(new Rank(2).of(id));
  }

  @Test
  void a_fraction_holds_about_as_many_ids_as_it_says() {
    var rank = new Rank(3);

    long within =
        IntStream.range(0, 10_000).filter(i -> rank.within(new ImageId("image-" + i), 0.1)).count();

    assertThat(within).isCloseTo(1_000, Offset.offset(100L));
  }

  @Test
  void nothing_is_within_a_fraction_of_zero_and_everything_within_one() {
    var rank = new Rank(3);
    var id = new ImageId("image-1");

    assertThat(rank.within(id, 0)).isFalse();
    assertThat(rank.within(id, 1)).isTrue();
  }
}
