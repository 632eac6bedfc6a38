package io.longshore.standalone.broker;

import io.longshore.standalone.certificates.CertificateAuthority;
import io.longshore.standalone.certificates.Identity;
import io.longshore.standalone.certificates.KeyFolder;
import io.longshore.standalone.certificates.KeyFormat;
import io.longshore.standalone.certificates.Role;
import io.longshore.standalone.certificates.Validity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * A real broker with a port, over TLS, for clients that show a token (SASL/OAUTHBEARER): Kafka's
 * own validator accepts what a key of a key set (JWKS) signed, of one issuer and for one audience.
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
   * @param issuer whose tokens it accepts, by keys that lie in a file
   */
  public static TokenBroker start(Path folder, TokenIssuer issuer) {
    URI keys = write(folder.resolve("jwks.json"), issuer.keySet()).toUri();
    return start(folder, issuer, keys, identity(folder, "broker"), MODULE);
  }

  /** The same by keys that a provider tells. */
  public static TokenBroker start(Path folder, TokenIssuer issuer, TokenProvider provider) {
    Identity identity = identity(folder, "broker");
    KeyFolder trust = KeyFolder.write(identity, folder.resolve("trust"), KeyFormat.PEM);
    var options = new HashMap<>(trust.trust());
    // With any option at all the broker wants to log in too, and never shows this to anybody.
    options.put("unsecuredLoginStringClaim_sub", "broker");
    return start(folder, issuer, provider.keys(), identity, module(options));
  }

  /** Of the authority whose certificates the broker's clients trust. */
  public static Identity identity(Path folder, String name) {
    return CertificateAuthority.in(folder.resolve("authority"))
        .issue(name, new Role.Server(List.of(LocalBroker.HOST)), new Validity(2));
  }

  private static TokenBroker start(
      Path folder, TokenIssuer issuer, URI keys, Identity identity, String module) {
    KeyFolder own = KeyFolder.write(identity, folder.resolve("keys"), KeyFormat.PEM);
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
    settings.put(LISTENER + "oauthbearer.sasl.jaas.config", module);
    settings.put(LISTENER + "oauthbearer.connections.max.reauth.ms", "3600000");
    settings.put("sasl.oauthbearer.clock.skew.seconds", "0");
    settings.put(
        LISTENER + "oauthbearer.sasl.server.callback.handler.class",
        "org.apache.kafka.common.security.oauthbearer.OAuthBearerValidatorCallbackHandler");
    settings.put("sasl.oauthbearer.jwks.endpoint.url", keys.toString());
    settings.put("sasl.oauthbearer.expected.issuer", issuer.name());
    settings.put("sasl.oauthbearer.expected.audience", TokenIssuer.AUDIENCE);
    System.setProperty(ALLOWED, keys.toString());
    return new TokenBroker(LocalBroker.start(storage, plain, settings), tokens, folder, own);
  }

  /**
   * Properties of clients that show a token which lies in a file.
   *
   * @param file its name, one for each token
   */
  public Map<String, String> with(String token, String file) {
    return with(write(folder.resolve(file), token).toUri(), MODULE);
  }

  /**
   * Properties of clients that fetch tokens from a provider.
   *
   * @param trust how they know the provider's certificate, by Kafka's names
   */
  public Map<String, String> with(
      TokenProvider provider, String client, String secret, Map<String, String> trust) {
    Map<String, String> settings = with(provider.tokens(), module(trust));
    settings.put("sasl.oauthbearer.client.credentials.client.id", client);
    settings.put("sasl.oauthbearer.client.credentials.client.secret", secret);
    return settings;
  }

  /** How a client knows that who answers is the broker, by Kafka's names. */
  public Map<String, String> trust() {
    return own.trust();
  }

  private Map<String, String> with(URI tokens, String module) {
    System.setProperty(ALLOWED, System.getProperty(ALLOWED) + "," + tokens);
    var settings = new HashMap<>(own.trust());
    settings.put("bootstrap.servers", LocalBroker.HOST + ":" + port);
    settings.put("security.protocol", "SASL_SSL");
    settings.put("sasl.mechanism", "OAUTHBEARER");
    settings.put("sasl.jaas.config", module);
    settings.put(
        "sasl.login.callback.handler.class",
        "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler");
    settings.put("sasl.oauthbearer.token.endpoint.url", tokens.toString());
    settings.put("sasl.login.retry.backoff.max.ms", "500");
    return settings;
  }

  /** Whom Kafka trusts when it calls the provider stands with the login, not in {@code ssl.*}. */
  private static String module(Map<String, String> trust) {
    String options =
        trust.entrySet().stream()
            .map(option -> " %s=\"%s\"".formatted(option.getKey(), option.getValue()))
            .collect(Collectors.joining());
    return MODULE.replace(";", options + ";");
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
