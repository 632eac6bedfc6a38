package io.longshore.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ProtoMessageTest {

  @Test
  void the_example_of_the_encoding_guide_comes_out_as_printed_there() {
    byte[] written = new ProtoMessage().number(1, 150).text(2, "testing").toBytes();

    assertThat(HexFormat.of().formatHex(written)).isEqualTo("089601120774657374696e67");
  }

  @Property
  void every_number_reads_back(@ForAll long value, @ForAll @IntRange(min = 1, max = 5000) int field)
      throws IOException {
    var input = CodedInputStream.newInstance(new ProtoMessage().number(field, value).toBytes());

    assertThat(input.readTag() >>> 3).isEqualTo(field);
    assertThat(input.readInt64()).isEqualTo(value);
    assertThat(input.isAtEnd()).isTrue();
  }
}
