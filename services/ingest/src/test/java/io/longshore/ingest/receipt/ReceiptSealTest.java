package io.longshore.ingest.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.image.Split;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class ReceiptSealTest {
  private final ReceiptSeal seal = new ReceiptSeal("hJ9kQm3xTf2wq1");

  @Property(tries = 200)
  void a_receipt_reads_back_as_it_was_written(@ForAll("receipts") Receipt receipt) {
    String text = seal.seal(receipt);

    assertThat(seal.open(text)).isEqualTo(receipt);
    assertThat(text).matches("[A-Za-z0-9_-]+");
  }

  @Property(tries = 500)
  void a_receipt_with_one_other_character_is_unknown(
      @ForAll("receipts") Receipt receipt,
      @ForAll @IntRange(min = 0, max = 10_000) int place,
      @ForAll("letters") char letter) {
    var text = new StringBuilder(seal.seal(receipt));
    int at = place % (text.length() - 1); // the last one may carry bits that mean nothing
    if (text.charAt(at) == letter) {
      return;
    }
    text.setCharAt(at, letter);

    assertThatThrownBy(() -> seal.open(text.toString()))
        .isInstanceOf(UnknownReceiptException.class);
  }

  @Property(tries = 300)
  void any_text_is_a_receipt_or_unknown(@ForAll String text) {
    assertThatThrownBy(() -> seal.open(text)).isInstanceOf(UnknownReceiptException.class);
  }

  @Test
  void a_receipt_of_another_images_topic_is_unknown() {
    var receipt = new Receipt(new ImageId("a"), new ImageLocation(0, 7), "a", Split.STREAM);
    String foreign = new ReceiptSeal("another-topic").seal(receipt);

    assertThatThrownBy(() -> seal.open(foreign))
        .isInstanceOf(UnknownReceiptException.class)
        .hasMessageContaining("of another cluster");
  }

  @Test
  void a_receipt_cut_short_is_unknown() {
    var receipt = new Receipt(new ImageId("a"), new ImageLocation(0, 7), "a", Split.STREAM);
    String text = seal.seal(receipt);

    assertThatThrownBy(() -> seal.open(text.substring(0, text.length() / 2)))
        .isInstanceOf(UnknownReceiptException.class);
  }

  @Provide
  static Arbitrary<Character> letters() {
    return Arbitraries.of('A', 'b', '0', '_', '-');
  }

  @Provide
  static Arbitrary<Receipt> receipts() {
    Arbitrary<String> ids =
        Arbitraries.strings().withChars("abcXYZ019._:/@+=-").ofMinLength(1).ofMaxLength(200);
    Arbitrary<String> units =
        Arbitraries.strings().ofMinLength(1).ofMaxLength(60).filter(unit -> !unit.isBlank());
    return Combinators.combine(
            ids,
            Arbitraries.integers().between(0, 1000),
            Arbitraries.longs().between(0, Long.MAX_VALUE),
            units,
            Arbitraries.of(Split.class))
        .as(
            (id, partition, offset, unit, split) ->
                new Receipt(new ImageId(id), new ImageLocation(partition, offset), unit, split));
  }
}
