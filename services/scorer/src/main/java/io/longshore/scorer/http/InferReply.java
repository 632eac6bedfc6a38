package io.longshore.scorer.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.longshore.domain.model.ModelVersion;
import io.longshore.scorer.http.InferRequest.Output;
import io.longshore.scorer.http.InferRequest.Place;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes an answer: JSON, and behind it the outputs that were asked for there. */
final class InferReply {
  private static final JsonFactory JSON = new JsonFactory();

  private final InferRequest request;
  private final Scores scores;
  private final List<byte[]> behind = new ArrayList<>();

  private InferReply(InferRequest request, Scores scores) {
    this.request = request;
    this.scores = scores;
  }

  static Reply of(String model, ModelVersion version, InferRequest request, Scores scores) {
    try {
      return new InferReply(request, scores).write(model, version);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // writing to memory
    }
  }

  private Reply write(String model, ModelVersion version) throws IOException {
    var body = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(body)) {
      json.writeStartObject();
      json.writeStringField("model_name", model);
      json.writeStringField("model_version", version.value());
      if (request.id().isPresent()) {
        json.writeStringField("id", request.id().get());
      }
      json.writeArrayFieldStart("outputs");
      for (Output output : request.outputs()) {
        write(output, json);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    if (behind.isEmpty()) {
      return Reply.json(Reply.OK, body.toByteArray());
    }
    var headers = Map.of(BinaryFraming.JSON_LENGTH, Integer.toString(body.size()));
    for (byte[] data : behind) {
      body.write(data);
    }
    return new Reply(Reply.OK, Reply.BINARY_TYPE, headers, body.toByteArray());
  }

  private void write(Output output, JsonGenerator json) throws IOException {
    ModelOutput what = output.output();
    if (output.classes().isPresent()) {
      int k = Math.min(output.classes().getAsInt(), scores.classes());
      texts(output, scores.ranked(what, k), List.of(scores.images(), k), json);
    } else if (what == ModelOutput.CLASS) {
      texts(output, scores.names(), List.of(scores.images()), json);
    } else {
      begin(output, what.datatype(), List.of(scores.images(), scores.classes()), json);
      floats(output, scores.numbers(what), json);
      json.writeEndObject();
    }
  }

  private static void begin(Output output, String datatype, List<Integer> shape, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("name", output.output().word());
    json.writeStringField("datatype", datatype);
    json.writeFieldName("shape");
    json.writeArray(shape.stream().mapToInt(Integer::intValue).toArray(), 0, shape.size());
  }

  private void floats(Output output, float[] numbers, JsonGenerator json) throws IOException {
    if (isBehind(output)) {
      behind(BinaryFraming.floats(numbers), json);
      return;
    }
    json.writeArrayFieldStart("data");
    for (float number : numbers) {
      json.writeNumber(number);
    }
    json.writeEndArray();
  }

  private void texts(Output output, List<byte[]> texts, List<Integer> shape, JsonGenerator json)
      throws IOException {
    begin(output, ModelOutput.CLASS.datatype(), shape, json);
    if (isBehind(output)) {
      behind(BinaryFraming.joined(texts), json);
    } else {
      json.writeArrayFieldStart("data");
      for (byte[] text : texts) {
        json.writeString(new String(text, StandardCharsets.UTF_8));
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private void behind(byte[] data, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("parameters");
    json.writeNumberField("binary_data_size", data.length);
    json.writeEndObject();
    behind.add(data);
  }

  private static boolean isBehind(Output output) {
    return output.place().filter(Place.BEHIND_JSON::equals).isPresent();
  }
}
