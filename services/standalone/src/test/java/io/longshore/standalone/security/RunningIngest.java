package io.longshore.standalone.security;

import io.longshore.ingest.IngestService;
import io.longshore.ingest.IngestServiceFactory;
import io.longshore.runtime.Launcher;
import io.longshore.runtime.config.ProcessSettings;
import io.longshore.runtime.config.Settings;
import io.longshore.standalone.system.InProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Ingest in this process, as a client of Kafka that its settings make of it. */
record RunningIngest(Launcher launcher, int port) implements AutoCloseable {

  /**
   * Starts it, topics included.
   *
   * @param folder of its data
   * @param client settings of Kafka's clients, by Kafka's names
   */
  static RunningIngest start(Path folder, Map<String, String> client) {
    var factory = new InProcess<>(new IngestServiceFactory(), IngestService.class);
    var settings = new HashMap<String, String>();
    client.forEach((key, value) -> settings.put("kafka." + key, value));
    settings.put("longshore.topics.replication", "1");
    settings.put("longshore.topics.min-in-sync", "1");
    settings.put("longshore.admin.port", "0");
    settings.put("longshore.ingest.http.port", "0");
    settings.put("longshore.data-directory", folder.resolve("data").toString());
    var launcher =
        new Launcher(
            Settings.load(Map.of(), settings, Set.of(ProcessSettings.class, factory.settings())),
            List.of(factory),
            Clock.systemUTC(),
            reason -> {
              throw new AssertionError("ingest broke: " + reason);
            });
    return new RunningIngest(launcher, factory.service().port());
  }

  boolean isReady() {
    return launcher.context().health().isReady();
  }

  /** Sends an image; the status of the answer. */
  int post() throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(image("http", port), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  /** A small labelled image for an ingest on this machine. */
  static HttpRequest image(String scheme, int port) {
    return HttpRequest.newBuilder(URI.create(scheme + "://127.0.0.1:" + port + "/images"))
        .header("Content-Type", "application/vnd.longshore.pixels")
        .header("Longshore-Shape", "2x2x1")
        .header("Longshore-Label", "reef")
        .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {1, 2, 3, 4}))
        .build();
  }

  @Override
  public void close() {
    launcher.close();
  }
}
