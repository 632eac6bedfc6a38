package io.longshore.standalone.broker;

import io.longshore.standalone.certificates.CertificateAuthority;
import io.longshore.standalone.certificates.KeyFolder;
import io.longshore.standalone.certificates.KeyFormat;
import io.longshore.standalone.certificates.Role;
import io.longshore.standalone.certificates.Validity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * A real broker with a port, over TLS, for clients that show a token (SASL/OAUTHBEARER): Kafka's
 * own validator accepts what a key of a JWKS file signed, of one issuer and for one audience.
 */
public final class TokenBroker implements AutoCloseable {
  /** Since 4.0 Kafka reads tokens and keys only from where this property of the JVM allows. */
  private static final String ALLOWED = "org.apache.kafka.sasl.oauthbearer.allowed.urls";

  private static final String LISTENER = "listener.name.tokens.";
  private static final String MODULE =
      "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required;";

  private final LocalBroker broker;
  private final int port;
  private final Path folder;
  private final KeyFolder own;

  private TokenBroker(LocalBroker broker, int port, Path folder, KeyFolder own) {
    this.broker = broker;
    this.port = port;
    this.folder = folder;
    this.own = own;
  }

  /**
   * Starts one and returns when it takes records.
   *
   * @param folder of its files and of the tokens given out
   * @param issuer whose tokens it accepts
   */
  public static TokenBroker start(Path folder, TokenIssuer issuer) {
    KeyFolder own =
        KeyFolder.write(
            CertificateAuthority.in(folder.resolve("authority"))
                .issue("broker", new Role.Server(List.of(LocalBroker.HOST)), new Validity(2)),
            folder.resolve("keys"),
            KeyFormat.PEM);
    Path keys = write(folder.resolve("jwks.json"), issuer.keySet());
    var storage = new BrokerStorage(folder.resolve("broker").toAbsolutePath().normalize());
    int plain = LocalBroker.free(0);
    int tokens = LocalBroker.free(0);
    int controller = LocalBroker.free(0);
    Properties settings = BrokerSettings.of(storage.folder(), LocalBroker.HOST, plain, controller);
    String clients =
        "PLAINTEXT://%1$s:%2$d,TOKENS://%1$s:%3$d".formatted(LocalBroker.HOST, plain, tokens);
    settings.put("listeners", clients + ",CONTROLLER://" + LocalBroker.HOST + ":" + controller);
    settings.put("advertised.listeners", clients);
    settings.put(
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT,TOKENS:SASL_SSL,CONTROLLER:PLAINTEXT");
    settings.putAll(own.settings());
    settings.remove("security.protocol");
    settings.put("sasl.enabled.mechanisms", "OAUTHBEARER");
    settings.put(LISTENER + "oauthbearer.sasl.jaas.config", MODULE);
    settings.put(
        LISTENER + "oauthbearer.sasl.server.callback.handler.class",
        "org.apache.kafka.common.security.oauthbearer.OAuthBearerValidatorCallbackHandler");
    settings.put("sasl.oauthbearer.jwks.endpoint.url", keys.toUri().toString());
    settings.put("sasl.oauthbearer.expected.issuer", issuer.name());
    settings.put("sasl.oauthbearer.expected.audience", TokenIssuer.AUDIENCE);
    System.setProperty(ALLOWED, keys.toUri().toString());
    return new TokenBroker(LocalBroker.start(storage, plain, settings), tokens, folder, own);
  }

  /**
   * Properties of clients that show a token which lies in a file.
   *
   * @param file its name, one for each token
   */
  public Map<String, String> with(String token, String file) {
    String at = write(folder.resolve(file), token).toUri().toString();
    System.setProperty(ALLOWED, System.getProperty(ALLOWED) + "," + at);
    var settings = new HashMap<>(own.trust());
    settings.put("bootstrap.servers", LocalBroker.HOST + ":" + port);
    settings.put("security.protocol", "SASL_SSL");
    settings.put("sasl.mechanism", "OAUTHBEARER");
    settings.put("sasl.jaas.config", MODULE);
    settings.put(
        "sasl.login.callback.handler.class",
        "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler");
    settings.put("sasl.oauthbearer.token.endpoint.url", at);
    return settings;
  }

  private static Path write(Path file, String text) {
    try {
      return Files.writeString(file.toAbsolutePath().normalize(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    broker.close();
    System.clearProperty(ALLOWED);
  }
}
