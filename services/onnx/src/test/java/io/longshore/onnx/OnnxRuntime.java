package io.longshore.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Map;

/** Runs a written model in ONNX Runtime. */
final class OnnxRuntime implements AutoCloseable {
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  OnnxRuntime(byte[] model) {
    try (var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      session = environment.createSession(model, options);
    } catch (OrtException e) {
      throw new AssertionError("ONNX Runtime does not load the model", e);
    }
  }

  float[] ofBytes(byte[] values, long... shape) {
    ByteBuffer direct = ByteBuffer.allocateDirect(values.length).put(values).flip();
    try (var input = OnnxTensor.createTensor(environment, direct, shape, OnnxJavaType.UINT8)) {
      return run(input);
    } catch (OrtException e) {
      throw new AssertionError(e);
    }
  }

  float[] ofFloats(float[] values, long... shape) {
    try (var input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape)) {
      return run(input);
    } catch (OrtException e) {
      throw new AssertionError(e);
    }
  }

  private float[] run(OnnxTensor input) throws OrtException {
    String name = session.getInputNames().iterator().next();
    try (OrtSession.Result result = session.run(Map.of(name, input))) {
      FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
      float[] output = new float[values.remaining()];
      values.get(output);
      return output;
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new AssertionError(e);
    }
  }
}
