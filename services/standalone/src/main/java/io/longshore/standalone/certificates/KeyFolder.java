package io.longshore.standalone.certificates;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The files of one identity: its key, whom it trusts, and the settings that say so.
 *
 * @param folder absolute
 * @param settings of Kafka's clients, by Kafka's names
 */
public record KeyFolder(Path folder, Map<String, String> settings) {
  private static final String CLIENT = "client.properties";

  public KeyFolder {
    settings = Map.copyOf(settings);
  }

  /**
   * Writes them; no file is written over.
   *
   * @throws CertificatesFailedException if the folder has a key already, or cannot be written
   */
  public static KeyFolder write(Identity identity, Path folder, KeyFormat format) {
    Path absolute = folder.toAbsolutePath().normalize();
    if (Files.exists(absolute.resolve(CLIENT))) {
      throw new CertificatesFailedException(
          "%s has a key already; remove the folder if it is to have a new one".formatted(absolute),
          null);
    }
    try {
      PrivateFiles.folder(absolute);
      var settings = new TreeMap<>(format.write(identity, absolute));
      settings.put("security.protocol", "SSL");
      var client = new KeyFolder(absolute, settings);
      PrivateFiles.write(client.clientFile(), PropertiesText.of(settings, ""));
      PrivateFiles.write(client.serviceFile(), PropertiesText.of(settings, "kafka."));
      return client;
    } catch (IOException | GeneralSecurityException e) {
      throw new CertificatesFailedException(
          "the key of %s cannot be written to %s: %s"
              .formatted(identity.name(), absolute, e.getMessage()),
          e);
    }
  }

  /** Settings of a client that trusts the same authority, and says who it is by other means. */
  public Map<String, String> trust() {
    return settings.entrySet().stream()
        .filter(setting -> setting.getKey().startsWith("ssl.truststore"))
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** For {@code --command-config} and for Kafka's own tools. */
  public Path clientFile() {
    return folder.resolve(CLIENT);
  }

  /** The same for a service: {@code LONGSHORE_CONFIG} names it, or a file that has its lines. */
  public Path serviceFile() {
    return folder.resolve("service.properties");
  }
}
