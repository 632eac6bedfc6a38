package io.longshore.k8s;

import io.longshore.runtime.ServiceFactory;
import io.longshore.runtime.config.ProcessSettings;
import io.longshore.runtime.config.Settings;
import io.longshore.standalone.access.Logins;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The settings that a service has in a pod, read by the code that reads them there. */
final class ServiceSettings {
  static final String FILE = "LONGSHORE_CONFIG";

  private ServiceSettings() {}

  static ServiceFactory factory(Workload workload) {
    return Logins.factories().stream()
        .filter(factory -> factory.access().service().equals(workload.service()))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no service is called " + workload.title()));
  }

  /**
   * Reads them.
   *
   * @throws io.longshore.runtime.config.InvalidSettingsException if the service would not take them
   */
  static Settings of(Workload workload, Overlay overlay) {
    var environment = new TreeMap<>(workload.environment(overlay));
    try {
      Path file = Files.createTempFile("longshore", ".properties");
      try {
        Files.writeString(file, text(workload, overlay));
        environment.put(FILE, file.toString());
        return Settings.load(
            environment, Map.of(), Set.of(ProcessSettings.class, factory(workload).settings()));
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is in the file that the environment names. */
  static String text(Workload workload, Overlay overlay) {
    String file = workload.environment(overlay).getOrDefault(FILE, "");
    return workload.volumes().stream()
        .filter(volume -> volume.has("configMap"))
        .flatMap(
            volume ->
                workload.mountPath(volume.path("name").asText()).stream()
                    .filter(path -> file.startsWith(path + "/"))
                    .flatMap(
                        path ->
                            overlay
                                .find("ConfigMap", volume.at("/configMap/name").asText())
                                .map(map -> map.at("/data").path(file.substring(path.length() + 1)))
                                .filter(content -> content.isTextual())
                                .map(content -> content.asText())
                                .stream()))
        .findFirst()
        .orElse("longshore.settings=" + file + " is not mounted");
  }
}
