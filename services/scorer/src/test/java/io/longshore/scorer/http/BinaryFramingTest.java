package io.longshore.scorer.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.scorer.http.TensorData.Binary;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

final class BinaryFramingTest {

  @Property
  void elements_come_back_as_they_were(@ForAll @Size(max = 20) List<byte[]> elements) {
    byte[] joined = BinaryFraming.joined(elements);

    List<byte[]> again =
        BinaryFraming.elements(joined, new Binary(0, joined.length), elements.size(), "x");

    assertThat(again).hasSize(elements.size());
    for (int i = 0; i < elements.size(); i++) {
      assertThat(again.get(i)).isEqualTo(elements.get(i));
    }
  }

  @Property
  void any_bytes_are_elements_that_are_those_bytes_or_are_refused(@ForAll byte[] bytes) {
    byte[] again;
    try {
      again =
          BinaryFraming.joined(
              BinaryFraming.elements(bytes, new Binary(0, bytes.length), bytes.length, "x"));
    } catch (HttpProblem e) {
      again = bytes; // refused, and by nothing else than a 400
      assertThat(e.reply().status()).isEqualTo(400);
    }

    assertThat(again).isEqualTo(bytes);
  }

  @Property
  void elements_cut_off_in_the_last_are_refused(
      @ForAll @Size(min = 1, max = 5) List<byte[]> elements, @ForAll @IntRange(min = 0) int cut) {
    byte[] joined = BinaryFraming.joined(elements);
    int last = Integer.BYTES + elements.get(elements.size() - 1).length;
    byte[] rest = Arrays.copyOf(joined, joined.length - 1 - cut % (last - 1));

    assertThatThrownBy(
            () -> BinaryFraming.elements(rest, new Binary(0, rest.length), elements.size(), "x"))
        .isInstanceOf(HttpProblem.class);
  }

  @Property
  void tensors_are_taken_one_behind_the_other_and_all_of_the_body(
      @ForAll @IntRange(min = 1, max = 1000) int json,
      @ForAll @Size(max = 8) List<@IntRange(max = 1000) Integer> sizes) {
    int sum = sizes.stream().mapToInt(Integer::intValue).sum();
    BinaryFraming framing = BinaryFraming.of(Integer.toString(json), json + sum);

    int next = json;
    for (int size : sizes) {
      assertThat(framing.take(size, "x")).isEqualTo(new Binary(next, size));
      next += size;
    }

    framing.requireAllTaken();
    assertThatThrownBy(() -> framing.take(1, "x")).isInstanceOf(HttpProblem.class);
  }

  @Property
  void a_length_is_taken_exactly_if_it_lies_within_the_body(
      @ForAll long length, @ForAll @IntRange(max = 1000) int body) {
    if (length > 0 && length <= body) {
      assertThat(BinaryFraming.of(Long.toString(length), body).jsonBytes()).isEqualTo(length);
    } else {
      assertThatThrownBy(() -> BinaryFraming.of(Long.toString(length), body))
          .isInstanceOf(HttpProblem.class)
          .hasMessageContaining(Long.toString(length));
    }
  }
}
