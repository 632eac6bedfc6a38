package io.longshore.loadtest.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One service as a process of its own, started as often as wanted over the same folder and ports.
 */
public final class ServiceNode implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final HttpClient http = HttpClient.newHttpClient();
  private final ServiceKind kind;
  private final String name;
  private final String classPath;
  private final Path folder;
  private final Map<String, String> settings;
  private final int adminPort = Ports.free();
  private final int httpPort = Ports.free();
  private Map<String, String> environment = Map.of();
  private Compiling compiling = Compiling.QUICKLY;
  private Optional<MemoryGroup> memory = Optional.empty();
  private @Nullable JavaProcess process;

  /**
   * @param instance tells processes of one kind apart
   * @param folder of its data, its settings and what it prints
   * @param settings beside those that every process has; those of other services are left out
   */
  public ServiceNode(
      ServiceKind kind,
      String instance,
      String classPath,
      Path folder,
      Map<String, String> settings) {
    this.kind = kind;
    this.name = kind.word() + "-" + instance;
    this.classPath = classPath;
    this.folder = folder;
    this.settings = new HashMap<>(settings);
    this.settings.keySet().removeIf(this::isOfAnother);
    this.settings.put("longshore.instance", instance);
    this.settings.put("longshore.data-directory", folder.resolve(name).toString());
    this.settings.put("longshore.admin.port", Integer.toString(adminPort));
    if (kind == ServiceKind.INGEST) {
      this.settings.put("longshore.ingest.http.port", Integer.toString(httpPort));
    }
  }

  private boolean isOfAnother(String key) {
    for (ServiceKind other : ServiceKind.values()) {
      if (other != kind && key.startsWith("longshore." + other.word() + ".")) {
        return true;
      }
    }
    return false;
  }

  public ServiceKind kind() {
    return kind;
  }

  public String name() {
    return name;
  }

  /** Where images go, if it is ingest. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + httpPort);
  }

  /** What it prints. */
  public Path printed() {
    return folder.resolve(name + ".log");
  }

  public JavaProcess process() {
    if (process == null) {
      throw new IllegalStateException(name + " was not started");
    }
    return process;
  }

  public boolean isStarted() {
    return process != null;
  }

  /** From the next start on it has these variables in its environment too. */
  public void with(Map<String, String> variables) {
    environment = Map.copyOf(variables);
  }

  /** From the next start on its code is compiled as said. */
  public void with(Compiling how) {
    compiling = how;
  }

  /** From the next start on it has no more memory than a group; with none, as much as it wants. */
  public void within(Optional<MemoryGroup> group) {
    memory = group;
  }

  /** Starts it and does not wait. */
  public void start() {
    Path file = PropertiesFile.write(folder.resolve(name + ".properties"), settings);
    var options =
        new ArrayList<>(
            List.of(
                "-Dai.djl.offline=true",
                "-DOPT_OUT_TRACKING=true",
                "-Dai.djl.pytorch.num_interop_threads=1"));
    options.addAll(heap());
    options.addAll(compiling.options());
    options.add(kind.main());
    var variables = new HashMap<>(environment);
    variables.put("LONGSHORE_CONFIG", file.toString());
    variables.put("LONGSHORE_LOG_FORMAT", "json"); // for whoever looks for errors in it
    variables.put("OMP_WAIT_POLICY", "passive");
    List<String> ferry = memory.map(MemoryGroup::ferry).orElse(List.of());
    process = JavaProcess.start(name, ferry, classPath, options, variables, printed());
  }

  /** Within a limit as in a container. */
  private List<String> heap() {
    return memory.isPresent()
        ? List.of("-XX:MaxRAMPercentage=" + kind.heapPercent(), "-XX:+ExitOnOutOfMemoryError")
        : List.of("-Xmx512m");
  }

  /** Waits until it is ready. */
  public void awaitReady() throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!isReady()) {
      process().checkAlive();
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            name + " is not ready after " + PATIENCE + "; see " + printed());
      }
      Thread.sleep(50);
    }
  }

  /** Starts it again after its process has ended; the seconds until it is ready. */
  public double restart() throws InterruptedException {
    long begin = System.nanoTime();
    start();
    awaitReady();
    return (System.nanoTime() - begin) / 1e9;
  }

  public boolean isReady() throws InterruptedException {
    return answers("/health/ready");
  }

  public boolean isLive() throws InterruptedException {
    return answers("/health/live");
  }

  private boolean answers(String path) throws InterruptedException {
    try {
      URI uri = URI.create("http://127.0.0.1:" + adminPort + path);
      return http.send(
                  HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build(),
                  BodyHandlers.ofString())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
  }
}
