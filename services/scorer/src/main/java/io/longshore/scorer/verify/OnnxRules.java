package io.longshore.scorer.verify;

import io.longshore.domain.prediction.RefusalReason;
import io.longshore.scorer.onnx.ModelRefusedException;
import java.util.Set;

/**
 * What an ONNX file may use, read off the file itself before any engine sees it: versions that ONNX
 * Runtime knows, its own operators, no loops, no branches, nothing outside the file. Field numbers
 * are those of <a href="https://github.com/onnx/onnx/blob/v1.17.0/onnx/onnx.proto">onnx.proto</a>.
 */
final class OnnxRules {
  /** The newest file format that ONNX Runtime 1.29 loads. */
  static final long NEWEST_IR = 13;

  /** The newest set of operators that ONNX Runtime 1.29 loads. */
  static final long NEWEST_OPSET = 26;

  private static final Set<String> DOMAINS = Set.of("", "ai.onnx");

  /** Operators that run a graph of their own, as often as they like. */
  private static final Set<String> CONTROL = Set.of("Loop", "If", "Scan", "SequenceMap");

  private static final long EXTERNAL = 1;

  private final String what;

  private OnnxRules(String what) {
    this.what = what;
  }

  /**
   * Reads a file.
   *
   * @param what the file in words, for messages
   * @throws ModelRefusedException if it is none, or uses what it may not
   */
  static void check(String what, byte[] file) {
    try {
      new OnnxRules(what).model(new ProtoReader(file));
    } catch (ProtoReader.MalformedException e) {
      throw new ModelRefusedException(
          RefusalReason.UNLOADABLE, what + " is no ONNX file, or a part of one", e);
    }
  }

  private void model(ProtoReader model) {
    while (model.next()) {
      if (model.isNumber(1) && (model.number() < 1 || model.number() > NEWEST_IR)) {
        throw unsupported(
            "IR version %d; 1 to %d are supported".formatted(model.number(), NEWEST_IR));
      } else if (model.isBytes(8)) {
        operatorSet(model.message());
      } else if (model.isBytes(7)) {
        graph(model.message());
      } else if (model.isBytes(20) || model.isBytes(25)) {
        throw unsupported("functions or training steps of its own; only a plain graph is run");
      }
    }
  }

  private void operatorSet(ProtoReader set) {
    while (set.next()) {
      if (set.isBytes(1)) {
        domain(set.text());
      } else if (set.isNumber(2) && (set.number() < 1 || set.number() > NEWEST_OPSET)) {
        throw unsupported("opset %d; 1 to %d are supported".formatted(set.number(), NEWEST_OPSET));
      }
    }
  }

  private void graph(ProtoReader graph) {
    while (graph.next()) {
      if (graph.isBytes(1)) {
        node(graph.message());
      } else if (graph.isBytes(5)) {
        tensor(graph.message());
      } else if (graph.isBytes(15)) {
        throw unsupported("sparse tensors");
      }
    }
  }

  private void node(ProtoReader node) {
    while (node.next()) {
      if (node.isBytes(4) && CONTROL.contains(node.text())) {
        throw unsupported("the operator %s, which may never end".formatted(node.text()));
      } else if (node.isBytes(5)) {
        attribute(node.message());
      } else if (node.isBytes(7)) {
        domain(node.text());
      }
    }
  }

  private void attribute(ProtoReader attribute) {
    while (attribute.next()) {
      if (attribute.isBytes(5) || attribute.isBytes(10)) {
        tensor(attribute.message());
      } else if (attribute.isBytes(6) || attribute.isBytes(11)) {
        throw unsupported("a graph within its graph");
      } else if (attribute.isBytes(22) || attribute.isBytes(23)) {
        throw unsupported("sparse tensors");
      }
    }
  }

  private void tensor(ProtoReader tensor) {
    while (tensor.next()) {
      if (tensor.isBytes(13) || (tensor.isNumber(14) && tensor.number() == EXTERNAL)) {
        throw unsupported("data in other files");
      }
    }
  }

  private void domain(String domain) {
    if (!DOMAINS.contains(domain)) {
      throw unsupported("operators of '%s'; only ONNX's own are run".formatted(shortened(domain)));
    }
  }

  private ModelRefusedException unsupported(String uses) {
    return new ModelRefusedException(RefusalReason.UNSUPPORTED, what + " uses " + uses);
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
