package io.longshore.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Runs a written model in ONNX Runtime. */
final class OnnxRuntime implements AutoCloseable {
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  OnnxRuntime(byte[] model) {
    this(model, Optional.empty());
  }

  /**
   * @param optimized where ONNX Runtime writes what it makes of the model
   */
  OnnxRuntime(byte[] model, Optional<Path> optimized) {
    try (var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      if (optimized.isPresent()) {
        options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.EXTENDED_OPT);
        options.setOptimizedModelFilePath(optimized.get().toString());
      }
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
