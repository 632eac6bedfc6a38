package io.longshore.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OnnxGraphTest {

  @Test
  void the_shortcut_takes_every_second_pixel_and_adds_zero_channels() {
    var graph = new OnnxGraph("shortcut");
    Value x = graph.floatsInput("x", 1, 4, 4);
    graph.output("y", graph.conv(x, Convolution.shortcut(1, 3, 1, 2)), 3, 2, 2);
    float[] image = {0, 1, 2, 3, 10, 11, 12, 13, 20, 21, 22, 23, 30, 31, 32, 33};

    float[] y = run(graph, image, 1, 1, 4, 4);

    assertThat(y).containsExactly(0, 0, 0, 0, 0, 2, 20, 22, 0, 0, 0, 0);
  }

  @Test
  void each_group_of_outputs_sees_its_own_group_of_inputs() {
    var graph = new OnnxGraph("grouped");
    Value x = graph.floatsInput("x", 4, 1, 1);
    float[] kernel = {1, 10, 100, 1000}; // (2, 4 / 2, 1, 1)
    graph.output("y", graph.conv(x, Convolution.grouped(kernel, 2, 4, 2, 1, 1)), 2, 1, 1);

    float[] y = run(graph, new float[] {1, 2, 3, 4}, 1, 4, 1, 1);

    assertThat(y).containsExactly(21, 4300);
  }

  @Test
  void pooling_takes_the_largest_and_no_padding_even_among_negative_numbers() {
    var graph = new OnnxGraph("pool");
    Value x = graph.floatsInput("x", 1, 3, 3);
    graph.output("y", graph.maxPool(x, 3, 2), 1, 2, 2);
    float[] image = {-9, -8, -7, -6, -5, -4, -3, -2, -1};

    float[] y = run(graph, image, 1, 1, 3, 3);

    assertThat(y).containsExactly(-5, -4, -2, -1);
  }

  @Test
  void a_tensor_used_twice_is_computed_once_and_may_be_the_output() {
    var graph = new OnnxGraph("twice");
    Value positive = graph.relu(graph.floatsInput("x", 3));
    graph.output("y", graph.add(positive, positive), 3);

    float[] y = run(graph, new float[] {-1, 2, 3}, 1, 3);

    assertThat(y).containsExactly(0, 4, 6);
  }

  @Test
  void a_value_of_another_graph_is_refused() {
    Value stranger = new OnnxGraph("a").floatsInput("x", 3);

    assertThatThrownBy(() -> new OnnxGraph("b").relu(stranger))
        .hasMessage("value x belongs to another graph");
  }

  @Test
  void a_graph_without_output_is_not_written() {
    var graph = new OnnxGraph("endless");
    graph.floatsInput("x", 3);

    assertThatThrownBy(graph::toBytes).hasMessage("graph endless needs an input and an output");
  }

  private static float[] run(OnnxGraph graph, float[] input, long... shape) {
    try (var runtime = new OnnxRuntime(graph.toBytes())) {
      return runtime.ofFloats(input, shape);
    }
  }
}
