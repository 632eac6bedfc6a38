package io.longshore.loadtest.process;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One broker, with its controller: a process, its folder, and the wire that clients reach it by.
 */
public final class Broker implements AutoCloseable {
  private static final Patience PATIENCE = Patience.ofSeconds(120);
  private static final int REACHED_MILLIS = 1_000;

  private final BrokerPlace place;
  private final String classPath;
  private final Path properties;
  private final Compiling compiling;
  private final TcpProxy wire;
  private final List<String> ferry;
  private @Nullable JavaProcess process;

  /**
   * @param ferry what its command is preceded by, such as to run on an {@link Island}
   */
  Broker(
      BrokerPlace place,
      String classPath,
      Path properties,
      List<String> ferry,
      Compiling compiling) {
    this.place = place;
    this.classPath = classPath;
    this.properties = properties;
    this.ferry = List.copyOf(ferry);
    this.compiling = compiling;
    this.wire =
        new TcpProxy(place.advertised(), new InetSocketAddress(place.host(), place.behindWire()));
  }

  public int id() {
    return place.id();
  }

  /** Where its log lies. */
  public Path folder() {
    return place.folder();
  }

  /** What it prints, its log among it. */
  public Path printed() {
    return properties.resolveSibling("broker-" + id() + ".log");
  }

  /** What clients reach it by. */
  public TcpProxy wire() {
    return wire;
  }

  public JavaProcess process() {
    if (process == null) {
      throw new IllegalStateException("broker " + id() + " was not started");
    }
    return process;
  }

  void format(String cluster) throws InterruptedException {
    java("kafka.tools.StorageTool", "format", "-t", cluster, "-c", properties.toString()).await();
  }

  /** Starts it and does not wait. */
  public void start() {
    process = java("kafka.Kafka", properties.toString());
  }

  /** Waits until it answers. */
  public void awaitListening() throws InterruptedException {
    if (!PATIENCE.sees(this::isListening)) {
      throw new IllegalStateException("broker " + id() + " does not listen after " + PATIENCE);
    }
  }

  private boolean isListening() {
    process().checkAlive();
    return isReached();
  }

  /** Whether it can be connected to, past its wire. */
  public boolean isReached() {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(place.host(), place.direct()), REACHED_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private JavaProcess java(String... mainAndArguments) {
    var options = new ArrayList<>(List.of("-Xmx256m", "-XX:+UseSerialGC"));
    options.addAll(compiling.options());
    options.addAll(List.of(mainAndArguments));
    var environment = Map.of("LONGSHORE_LOG_FORMAT", "json");
    return JavaProcess.start("broker " + id(), ferry, classPath, options, environment, printed());
  }

  /**
   * Kills it: a broker that is asked to stop waits for others, which may be gone already, for as
   * long as minutes.
   */
  @Override
  public void close() {
    try {
      if (process != null) {
        process.kill();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    wire.close();
  }
}
