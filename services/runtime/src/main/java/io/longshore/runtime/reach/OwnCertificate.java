package io.longshore.runtime.reach;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.config.types.Password;

/**
 * The certificate that this process shows to brokers: nothing of the key is kept or told.
 *
 * @param owner distinguished name, such as {@code CN=scorer}
 * @param authority that vouches for it
 * @param end from then on it is refused
 */
public record OwnCertificate(String owner, String authority, Instant end) {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", Pattern.DOTALL);

  /**
   * Reads it from the settings of Kafka's clients; empty if they name none.
   *
   * @throws KafkaRefusedException if they name one that cannot be read
   */
  public static Optional<OwnCertificate> of(Map<String, String> settings) {
    if (!settings.containsKey(SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG)) {
      return Optional.empty();
    }
    try {
      var config = new AdminClientConfig(new HashMap<>(settings));
      Path file = Path.of(config.getString(SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG));
      String type = config.getString(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG);
      List<X509Certificate> chain =
          type.equals("PEM")
              ? ofText(file)
              : ofStore(file, type, config.getPassword(SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG));
      return chain.stream()
          .findFirst()
          .map(
              first ->
                  new OwnCertificate(
                      first.getSubjectX500Principal().getName(),
                      first.getIssuerX500Principal().getName(),
                      first.getNotAfter().toInstant()));
    } catch (IOException | GeneralSecurityException | ConfigException e) {
      throw new KafkaRefusedException(
          "the certificate that is set cannot be read (%s): %s"
              .formatted(SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG, e.getMessage()),
          e);
    }
  }

  /** What is wrong with it. */
  public Optional<String> trouble(Instant now) {
    return now.isAfter(end)
        ? Optional.of("our certificate, %s, is over since %s: make a new one".formatted(owner, end))
        : Optional.empty();
  }

  private static List<X509Certificate> ofText(Path file)
      throws IOException, GeneralSecurityException {
    var factory = CertificateFactory.getInstance("X.509");
    var chain = new ArrayList<X509Certificate>();
    Matcher blocks = BLOCK.matcher(Files.readString(file));
    while (blocks.find()) {
      try (InputStream block = new ByteArrayInputStream(blocks.group().getBytes(US_ASCII))) {
        chain.add((X509Certificate) factory.generateCertificate(block));
      }
    }
    return chain;
  }

  private static List<X509Certificate> ofStore(Path file, String type, Password password)
      throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance(type);
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, password == null ? null : password.value().toCharArray());
    }
    var aliases = store.aliases();
    while (aliases.hasMoreElements()) {
      String alias = aliases.nextElement();
      if (store.isKeyEntry(alias) && store.getCertificate(alias) instanceof X509Certificate own) {
        return List.of(own);
      }
    }
    return List.of();
  }
}
