package io.longshore.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.longshore.bench.ssd.Row;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class ResultPictureTest {

  private static Document parse(List<Row> rows) throws Exception {
    byte[] svg = ResultPicture.of(rows).getBytes(StandardCharsets.UTF_8);
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg));
  }

  private static List<String> texts(Document svg) {
    NodeList nodes = svg.getElementsByTagName("text");
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      texts.add(nodes.item(i).getTextContent());
    }
    return texts;
  }

  @Test
  void trainings_that_rows_share_are_drawn_once() throws Exception {
    Document svg = parse(List.of(Rows.of("soft", 0, 40), Rows.of("hard", 0, 39)));

    assertThat(texts(svg)).containsOnlyOnce("I", "I-II-III", "soft in words", "hard in words");
  }

  @Test
  void a_group_without_classes_says_so() throws Exception {
    Document svg = parse(List.of(Rows.of("soft", 0, 40)));

    assertThat(texts(svg)).contains("none", "40.0");
  }

  @Test
  void several_tails_are_told_apart() throws Exception {
    Document svg = parse(List.of(Rows.of("soft", 0, 100, 40), Rows.of("soft", 0, 50, 44)));

    assertThat(texts(svg))
        .contains("cifar100 IF 100: soft in words", "cifar100 IF 50: soft in words");
  }

  @Property
  void an_axis_holds_its_range_between_round_ends(
      @ForAll @IntRange(min = 1, max = 1_000_000_000) int thousandths,
      @ForAll @IntRange(min = 2, max = 10) int ticks) {
    double high = thousandths / 1000.0;

    Axis axis = Axis.of(0, high, ticks, 100, 300);

    assertThat(axis.low()).isZero();
    assertThat(axis.high()).isGreaterThanOrEqualTo(high * (1 - 1e-6));
    assertThat(axis.ticks()).hasSizeBetween(2, ticks + 2);
    assertThat(axis.place(axis.high())).isCloseTo(300, within(1e-6));
  }
}
