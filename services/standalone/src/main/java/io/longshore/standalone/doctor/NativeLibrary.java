package io.longshore.standalone.doctor;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * A native library behind a Java API, named and not linked: only a process that may be thrown away
 * loads it.
 */
enum NativeLibrary {
  ONNX_RUNTIME("ONNX Runtime", "ai.onnxruntime.OrtEnvironment", "getEnvironment") {
    @Override
    String told(Object environment) throws ReflectiveOperationException {
      return environment.getClass().getMethod("getVersion").invoke(environment)
          + ", providers "
          + environment.getClass().getMethod("getAvailableProviders").invoke(null);
    }
  },
  LIBTORCH("libtorch", "ai.djl.engine.Engine", "getInstance") {
    @Override
    String told(Object engine) throws ReflectiveOperationException {
      return Class.forName("ai.djl.engine.Engine").getMethod("getVersion").invoke(engine)
          + ", GPUs "
          + Class.forName("ai.djl.engine.Engine").getMethod("getGpuCount").invoke(engine);
    }
  };

  private final String title;
  private final String className;
  private final String method;

  NativeLibrary(String title, String className, String method) {
    this.title = title;
    this.className = className;
    this.method = method;
  }

  String title() {
    return title;
  }

  abstract String told(Object entry) throws ReflectiveOperationException;

  /** Loads the library in this process and says what it is. */
  String load() throws Throwable {
    try {
      return told(Class.forName(className).getMethod(method).invoke(null));
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  /**
   * Loads the library that is named and prints what it says of itself.
   *
   * @param args the name of one of these
   */
  public static void main(String[] args) {
    try {
      System.out.println(valueOf(args[0]).load());
      System.exit(0);
    } catch (Throwable e) {
      System.out.println(
          e.getClass().getSimpleName()
              + ": "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
              + Arrays.stream(e.getSuppressed()).map(s -> " " + s.getMessage()).toList());
      System.exit(1);
    }
  }
}
