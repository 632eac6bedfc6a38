package io.longshore.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import io.longshore.console.ConsoleSettings;
import io.longshore.ingest.IngestSettings;
import io.longshore.runtime.config.InvalidSettingsException;
import io.longshore.runtime.config.ProcessSettings;
import io.longshore.runtime.config.Settings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Every variable and key means something to the service that gets it. */
final class SettingsAreKnown implements Rule {
  private static final String PROVIDERS = "config.providers";

  @Override
  public List<String> violations(Overlay overlay) {
    var problems = new ArrayList<String>();
    for (Workload workload : overlay.workloads()) {
      try {
        Settings settings = ServiceSettings.of(workload, overlay);
        check(workload, settings, problems);
      } catch (InvalidSettingsException e) {
        problems.add(workload.title() + ": " + e.getMessage());
      }
      if (workload.pod().path("enableServiceLinks").asBoolean(true)) {
        problems.add(workload.title() + " gets LONGSHORE_... variables from enableServiceLinks");
      }
    }
    return problems;
  }

  private static void check(Workload workload, Settings settings, List<String> problems) {
    Set<String> known = kafkaKeys(workload);
    settings.kafka().keySet().stream()
        .filter(key -> !known.contains(key) && !key.startsWith(PROVIDERS))
        .forEach(key -> problems.add(workload.title() + ": Kafka's clients know no " + key));
    settings
        .kafka()
        .forEach(
            (key, value) -> {
              if (value.contains("/") && paths(workload).stream().noneMatch(value::contains)) {
                problems.add("%s: %s=%s is in no volume".formatted(workload.title(), key, value));
              }
            });
    ProcessSettings process = settings.of(ProcessSettings.class);
    if (!paths(workload).contains(process.dataDirectory().toString())) {
      problems.add(
          "%s keeps data in %s, which is no volume"
              .formatted(workload.title(), process.dataDirectory()));
    }
    port(workload, "admin", process.admin().host(), process.admin().port(), problems);
    switch (workload.service()) {
      case "ingest" -> {
        IngestSettings.Http http = settings.of(IngestSettings.class).http();
        port(workload, "http", http.host(), http.port(), problems);
      }
      case "console" -> {
        ConsoleSettings console = settings.of(ConsoleSettings.class);
        port(workload, "http", console.host(), console.port(), problems);
      }
      default -> {}
    }
    boolean itsOwn =
        Document.items(workload.container().path("env")).stream()
            .anyMatch(
                v ->
                    v.path("name").asText().equals("LONGSHORE_INSTANCE")
                        && v.at("/valueFrom/fieldRef/fieldPath").asText().equals("metadata.name"));
    if (!itsOwn) {
      problems.add(workload.title() + ": its pods would all be the same instance");
    }
  }

  private static void port(
      Workload workload, String name, String host, int port, List<String> problems) {
    for (JsonNode open : workload.ports()) {
      if (open.path("name").asText().equals(name) && open.path("containerPort").asInt() != port) {
        problems.add(
            "%s: port %s is %s, the service opens %d"
                .formatted(workload.title(), name, open.path("containerPort"), port));
      }
    }
    if (!host.equals("0.0.0.0")) {
      problems.add(
          "%s: %s is heard at %s alone, where no other pod is"
              .formatted(workload.title(), name, host));
    }
  }

  private static List<String> paths(Workload workload) {
    return Document.items(workload.container().path("volumeMounts")).stream()
        .map(mount -> mount.path("mountPath").asText())
        .toList();
  }

  private static Set<String> kafkaKeys(Workload workload) {
    var keys = new HashSet<>(ProducerConfig.configNames());
    keys.addAll(ConsumerConfig.configNames());
    keys.addAll(AdminClientConfig.configNames());
    if (workload.service().equals("tracker")) {
      keys.addAll(StreamsConfig.configDef().names());
    }
    return keys;
  }
}
