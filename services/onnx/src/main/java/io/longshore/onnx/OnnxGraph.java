package io.longshore.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * An ONNX graph under construction: each method adds one operation and returns what it gives. The
 * same calls always give the same bytes.
 *
 * <p>Opset 17, IR version 8. The first dimension of every tensor is the batch and stays open. Not
 * safe for use by several threads.
 */
public final class OnnxGraph {

  private record Node(
      String operator, List<String> inputs, String output, List<ProtoMessage> attributes) {}

  private final String name;
  private final List<Node> nodes = new ArrayList<>();
  private final List<ProtoMessage> initializers = new ArrayList<>();
  private final List<ProtoMessage> inputs = new ArrayList<>();
  private final List<ProtoMessage> outputs = new ArrayList<>();
  private final Map<String, String> outputNames = new HashMap<>();

  public OnnxGraph(String name) {
    this.name = name;
  }

  /** An input of unsigned bytes, {@code (N, shape...)}. */
  public Value bytesInput(String input, long... shape) {
    inputs.add(OnnxMessages.batchOf(input, ElementType.UINT8, shape));
    return new Value(this, input);
  }

  /** An input of floats, {@code (N, shape...)}. */
  public Value floatsInput(String input, long... shape) {
    inputs.add(OnnxMessages.batchOf(input, ElementType.FLOAT, shape));
    return new Value(this, input);
  }

  /** Reorders the dimensions: dimension i of the result is dimension {@code order[i]} of x. */
  public Value transpose(Value x, long... order) {
    return add("Transpose", List.of(own(x)), OnnxMessages.listAttribute("perm", order));
  }

  public Value castToFloat(Value x) {
    return add("Cast", List.of(own(x)), OnnxMessages.attribute("to", ElementType.FLOAT.code()));
  }

  /** {@code x - constant[channel]}, for x of (N, channels, height, width). */
  public Value subtractPerChannel(Value x, float[] constant) {
    return add("Sub", List.of(own(x), initializer(constant, 1, constant.length, 1, 1)));
  }

  /** A convolution of (N, in, height, width); its numbers are rounded to float here. */
  public Value conv(Value x, Convolution convolution) {
    String kernel = initializer(convolution.kernel(), convolution.kernelShape());
    String bias = initializer(convolution.bias(), convolution.out());
    return conv(x, convolution, kernel, bias);
  }

  /** The same, its kernel and bias as whole numbers that are made floats again before it. */
  Value conv(Value x, Convolution convolution, IntegerKernel numbers) {
    String scale = initializer(numbers.scale(), convolution.out());
    String kernel =
        constant(
            name ->
                OnnxMessages.tensor(
                    name, ElementType.INT8, numbers.kernel(), convolution.kernelShape()));
    String biasScale = initializer(numbers.biasScale(), convolution.out());
    String bias = constant(name -> OnnxMessages.tensor(name, numbers.bias(), convolution.out()));
    ProtoMessage byOutput = OnnxMessages.attribute("axis", 0);
    return conv(
        x,
        convolution,
        add("DequantizeLinear", List.of(kernel, scale), byOutput).name(),
        add("DequantizeLinear", List.of(bias, biasScale), byOutput).name());
  }

  private Value conv(Value x, Convolution convolution, String kernel, String bias) {
    List<ProtoMessage> attributes =
        window(convolution.size(), convolution.stride(), convolution.padding());
    if (convolution.groups() > 1) {
      attributes.add(OnnxMessages.attribute("group", convolution.groups()));
    }
    return add("Conv", List.of(own(x), kernel, bias), attributes);
  }

  /** Floats as unsigned bytes: {@code round(x / scale) + zero}, within 0..255. */
  Value quantize(Value x, Quantization by) {
    return add("QuantizeLinear", List.of(own(x), scale(by), zero(by)));
  }

  /** Unsigned bytes as floats: {@code (x - zero) scale}. */
  Value dequantize(Value x, Quantization by) {
    return add("DequantizeLinear", List.of(own(x), scale(by), zero(by)));
  }

  private String scale(Quantization by) {
    return initializer(new float[] {by.scale()});
  }

  private String zero(Quantization by) {
    byte[] value = {(byte) by.zero()};
    return constant(name -> OnnxMessages.tensor(name, ElementType.UINT8, value));
  }

  /** The largest in each square of {@code size}, padded by half of it, every stride-th only. */
  public Value maxPool(Value x, int size, int stride) {
    return add("MaxPool", List.of(own(x)), window(size, stride, size / 2));
  }

  public Value relu(Value x) {
    return add("Relu", List.of(own(x)));
  }

  public Value add(Value a, Value b) {
    return add("Add", List.of(own(a), own(b)));
  }

  /** Mean of each channel: (N, channels, height, width) to (N, channels, 1, 1). */
  public Value globalAveragePool(Value x) {
    return add("GlobalAveragePool", List.of(own(x)));
  }

  /** Everything but the batch in one dimension. */
  public Value flatten(Value x) {
    return add("Flatten", List.of(own(x)), OnnxMessages.attribute("axis", 1));
  }

  /**
   * {@code x W' + b}.
   *
   * @param weight W (out, in), row by row
   * @param bias b (out)
   */
  public Value gemm(Value x, float[] weight, float[] bias) {
    if (bias.length == 0 || weight.length == 0 || weight.length % bias.length != 0) {
      throw new IllegalArgumentException(
          weight.length + " weights do not form rows for " + bias.length + " outputs");
    }
    String w = initializer(weight, bias.length, weight.length / bias.length);
    String b = initializer(bias, bias.length);
    return add("Gemm", List.of(own(x), w, b), OnnxMessages.attribute("transB", 1));
  }

  /** Declares what an operation gives as an output of the model, {@code (N, shape...)} floats. */
  public void output(String output, Value value, long... shape) {
    if (nodes.stream().noneMatch(node -> node.output().equals(own(value)))) {
      throw new IllegalArgumentException(
          "output " + output + ": an input cannot be an output without an operation between");
    }
    if (outputNames.putIfAbsent(value.name(), output) != null) {
      throw new IllegalArgumentException("output " + output + ": the value is an output already");
    }
    outputs.add(OnnxMessages.batchOf(output, ElementType.FLOAT, shape));
  }

  /** The file. */
  public byte[] toBytes() {
    if (inputs.isEmpty() || outputs.isEmpty()) {
      throw new IllegalStateException("graph " + name + " needs an input and an output");
    }
    List<ProtoMessage> written =
        nodes.stream()
            .map(
                node ->
                    OnnxMessages.node(
                        node.operator(),
                        node.inputs().stream().map(this::finalName).toList(),
                        finalName(node.output()),
                        node.attributes()))
            .toList();
    return OnnxMessages.model(OnnxMessages.graph(name, written, initializers, inputs, outputs))
        .toBytes();
  }

  private static List<ProtoMessage> window(int size, int stride, int padding) {
    var attributes = new ArrayList<ProtoMessage>();
    attributes.add(OnnxMessages.listAttribute("kernel_shape", size, size));
    attributes.add(OnnxMessages.listAttribute("pads", padding, padding, padding, padding));
    attributes.add(OnnxMessages.listAttribute("strides", stride, stride));
    return attributes;
  }

  private Value add(String operator, List<String> from, ProtoMessage... attributes) {
    return add(operator, from, List.of(attributes));
  }

  private Value add(String operator, List<String> from, List<ProtoMessage> attributes) {
    String output = "v" + nodes.size();
    nodes.add(new Node(operator, from, output, List.copyOf(attributes)));
    return new Value(this, output);
  }

  private String initializer(float[] values, long... shape) {
    long expected = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    if (values.length != expected) {
      throw new IllegalArgumentException(
          "%d numbers do not fill a tensor of %s".formatted(values.length, Arrays.toString(shape)));
    }
    return constant(name -> OnnxMessages.tensor(name, values, shape));
  }

  private String constant(Function<String, ProtoMessage> named) {
    String constant = "c" + initializers.size();
    initializers.add(named.apply(constant));
    return constant;
  }

  private String own(Value value) {
    if (value.graph() != this) {
      throw new IllegalArgumentException("value " + value + " belongs to another graph");
    }
    return value.name();
  }

  private String finalName(String tensor) {
    return outputNames.getOrDefault(tensor, tensor);
  }
}
