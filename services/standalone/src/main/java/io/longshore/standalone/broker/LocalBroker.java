package io.longshore.standalone.broker;

import io.longshore.runtime.admin.PortInUseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka broker with its controller in this JVM: the real server on the loopback address, alone on
 * its cluster, over one folder. Started again on the same folder it has everything it had
 * acknowledged, also after the process was killed, and what was decided is told ({@link
 * LostMarkers}). It survives the end of the process, not the loss of power: Kafka leaves that to
 * replicas.
 */
public final class LocalBroker implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LocalBroker.class);

  /** The option of the command line that chooses the port. */
  public static final String PORT_OPTION = "--kafka-port";

  static final String HOST = "127.0.0.1";

  /** One port is free as often as somebody asks before it is taken. */
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private final KafkaRaftServer server;
  private final FileChannel lock;
  private final int port;

  private LocalBroker(KafkaRaftServer server, FileChannel lock, int port) {
    this.server = server;
    this.lock = lock;
    this.port = port;
  }

  /**
   * Starts the broker and returns when it takes records.
   *
   * @param folder of the broker's files; made if it does not exist
   * @param port 0 for any free one
   * @throws PortInUseException if another process has the port
   * @throws StorageUnusableException if the broker cannot work in the folder
   */
  public static LocalBroker start(Path folder, int port) {
    var storage = new BrokerStorage(folder.toAbsolutePath().normalize());
    int open = free(port);
    boolean killed = storage.wasKilled();
    var broker = start(storage, open, BrokerSettings.of(storage.folder(), HOST, open, free(0)));
    if (killed) {
      broker.writeLostMarkers();
    }
    return broker;
  }

  static LocalBroker start(BrokerStorage storage, int open, Properties settings) {
    FileChannel lock = storage.take();
    tellFatalEnd(storage.folder(), settings.getProperty("listeners"));
    var server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
    var broker = new LocalBroker(server, lock, open);
    try {
      server.startup();
    } catch (RuntimeException | Error e) {
      broker.close();
      throw e;
    }
    return broker;
  }

  /** Where clients find it. */
  public String bootstrapServers() {
    return HOST + ":" + port;
  }

  public int port() {
    return port;
  }

  /**
   * Stops taking records, writes down what is in memory and stops.
   *
   * @throws IllegalStateException if it does not stop within minutes, with where it hangs
   */
  @Override
  public void close() {
    new Stopping(server).run();
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the broker's folder could not be set free", e);
    }
  }

  private void writeLostMarkers() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      new LostMarkers(admin, new TransactionMarkers(port)).write();
    } catch (ExecutionException | IOException | KafkaException e) {
      log.atWarn()
          .setCause(e)
          .log("it is not known whether transactions hang; './longshore doctor' looks for them");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A port that nobody listens on: the given one, or for 0 any that was not given before. */
  static int free(int port) {
    int free = unused(port);
    while (port == 0 && !GIVEN.add(free)) {
      free = unused(port);
    }
    return free;
  }

  private static int unused(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (BindException e) {
      throw new PortInUseException("Kafka broker", HOST, port, PORT_OPTION, e);
    } catch (IOException e) {
      throw new UncheckedIOException("no port of " + HOST + " can be opened", e);
    }
  }

  /**
   * The broker ends the process when it can no longer write, and says why only in the log; the
   * person at the terminal is told here.
   */
  private static void tellFatalEnd(Path folder, String listeners) {
    Exit.Procedure end =
        (status, message) -> {
          System.err.printf(
              "the broker over %s cannot go on%s; is the disk full, or did another process take one of its ports, %s? The log has the details.%n",
              folder, message == null ? "" : ": " + message, listeners);
          Runtime.getRuntime().halt(status);
        };
    Exit.setHaltProcedure(end);
    Exit.setExitProcedure(end);
  }
}
