package io.longshore.scorer.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.longshore.domain.image.ImageShape;
import io.longshore.domain.model.ModelManifest;
import java.util.Objects;

/** Who answers, whether it can, and what the model takes and gives. */
final class ModelRoutes {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int ANY = -1;

  private final ServedModel served;

  ModelRoutes(ServedModel served) {
    this.served = served;
  }

  void server(Context context) {
    ObjectNode body = JSON.objectNode().put("name", "longshore");
    body.put(
        "version",
        Objects.requireNonNullElse(
            ModelRoutes.class.getPackage().getImplementationVersion(), "unreleased"));
    body.putArray("extensions").add("binary_tensor_data").add("classification");
    Reply.json(Reply.OK, body).writeTo(context);
  }

  void live(Context context) {
    Reply.json(Reply.OK, JSON.objectNode().put("live", true)).writeTo(context);
  }

  void ready(Context context) {
    answerReady(served.live().isPresent(), JSON.objectNode(), context);
  }

  void modelReady(Context context) {
    answerReady(served.isReady(context), JSON.objectNode().put("name", served.name()), context);
  }

  private static void answerReady(boolean ready, ObjectNode body, Context context) {
    Reply.json(ready ? Reply.OK : HttpProblem.UNAVAILABLE, body.put("ready", ready))
        .writeTo(context);
  }

  void metadata(Context context) {
    ModelManifest model = served.named(context);
    ImageShape input = model.recipe().input();
    int classes = model.classNames().size();
    ObjectNode body = JSON.objectNode().put("name", served.name());
    body.putArray("versions").add(model.version().value());
    body.put("platform", "longshore_onnx");
    ArrayNode inputs = body.putArray("inputs");
    tensor(
        inputs, InferRequest.INPUT, "UINT8", ANY, input.height(), input.width(), input.channels());
    ArrayNode outputs = body.putArray("outputs");
    for (ModelOutput output : ModelOutput.values()) {
      if (output == ModelOutput.CLASS) {
        tensor(outputs, output.word(), output.datatype(), ANY);
      } else {
        tensor(outputs, output.word(), output.datatype(), ANY, classes);
      }
    }
    Reply.json(Reply.OK, body).writeTo(context);
  }

  private static void tensor(ArrayNode tensors, String name, String datatype, int... shape) {
    ObjectNode tensor = tensors.addObject().put("name", name).put("datatype", datatype);
    ArrayNode dimensions = tensor.putArray("shape");
    for (int dimension : shape) {
      dimensions.add(dimension);
    }
  }
}
