package io.longshore.runtime;

import java.lang.reflect.Proxy;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;

/**
 * SIGTERM, SIGINT and SIGHUP as a wish that the main thread fulfils: it closes what runs and then
 * exits.
 *
 * <p>A shutdown hook would not do. The JVM starts all hooks at once, and ONNX Runtime has one that
 * releases its environment: a session that is made, or computes, at that moment takes the process
 * down with SIGABRT. Here hooks run only when everything is closed.
 */
public final class StopSignal {
  /** A process that ends by a signal has this plus the signal's number as its status. */
  private static final int BY_SIGNAL = 128;

  private final CountDownLatch end = new CountDownLatch(1);
  private volatile OptionalInt status = OptionalInt.empty();

  /**
   * From here on the signals do nothing but end {@link #await}.
   *
   * @throws IllegalStateException if this JVM leaves signals to others (-Xrs), or has no module
   *     jdk.unsupported
   */
  public void listen() {
    handle("TERM");
    handle("INT");
    handle("HUP"); // stays ignored under nohup
  }

  /** By reflection, as the compiler warns of every mention of sun.misc, which nothing replaces. */
  private void handle(String name) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object asked =
          Proxy.newProxyInstance(
              StopSignal.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                asked(arguments[0]);
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), asked);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "SIG%s cannot be handled; start Java without -Xrs and with the module jdk.unsupported"
              .formatted(name),
          e);
    }
  }

  private void asked(Object signal) throws ReflectiveOperationException {
    int number = (int) signal.getClass().getMethod("getNumber").invoke(signal);
    status = OptionalInt.of(BY_SIGNAL + number);
    end.countDown();
  }

  /** Ends {@link #await} without a signal. */
  public void endWaiting() {
    end.countDown();
  }

  /** Waits for a signal, for {@link #endWaiting}, or until the thread is interrupted. */
  public void await() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The exit status that the signal asks for: 143 after SIGTERM; empty if none came. */
  public OptionalInt status() {
    return status;
  }
}
