package io.longshore.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.image.StreamImage;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RoundTripTest {

  record AnyRecord(Topic<Object, Object> topic, Object key, Object value) {}

  @Provide
  Arbitrary<AnyRecord> records() {
    return Arbitraries.oneOf(
        TypedTopic.all().stream()
            .map(
                typed ->
                    Combinators.combine(AnyValue.of(typed.key()), AnyValue.of(typed.value()))
                        .as((key, value) -> new AnyRecord(typed.topic(), key, value)))
            .toList());
  }

  @Property(tries = 1500, edgeCases = EdgeCasesMode.NONE)
  void every_value_of_every_topic_is_read_as_it_was_written(@ForAll("records") AnyRecord written) {
    Topic<Object, Object> topic = written.topic();

    Encoded encoded = topic.value().encode(written.value());

    assertThat(topic.value().decode(encoded)).isEqualTo(written.value());
    assertThat(topic.key().decode(topic.key().encode(written.key()))).isEqualTo(written.key());
    assertThat(topic.value().encode(written.value())).isEqualTo(encoded);
  }

  @Example
  void the_examples_are_read_as_they_were_written() {
    for (ExampleRecord<?, ?> example : ExampleRecords.ALL) {
      var topic = TypedTopic.untyped(example.topic());

      Object decoded = topic.value().decode(topic.value().encode(example.value()));

      assertThat(decoded).as(example.name()).isEqualTo(example.value());
    }
  }

  @Example
  void reading_an_image_copies_no_bytes() {
    StreamImage image = ExampleRecords.IMAGE.value();

    Encoded encoded = Topics.IMAGES.value().encode(image);
    StreamImage decoded = Topics.IMAGES.value().decode(encoded);

    assertThat(encoded.bytes()).isSameAs(image.image().bytes());
    assertThat(decoded.image().bytes()).isSameAs(encoded.bytes());
  }
}
