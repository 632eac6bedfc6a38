package io.longshore.standalone.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.longshore.standalone.certificates.Identity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * An identity provider over HTTPS: gives tokens to clients that know their secret (<a
 * href="https://www.rfc-editor.org/rfc/rfc6749#section-4.4">RFC 6749, 4.4</a>), and its keys to
 * whoever asks.
 */
public final class TokenProvider implements AutoCloseable {
  private final HttpsServer server;
  private final TokenIssuer issuer;
  private final Map<String, String> secrets;
  private final Duration life;
  private final List<String> given = new CopyOnWriteArrayList<>();

  private TokenProvider(
      HttpsServer server, TokenIssuer issuer, Map<String, String> secrets, Duration life) {
    this.server = server;
    this.issuer = issuer;
    this.secrets = Map.copyOf(secrets);
    this.life = life;
  }

  /**
   * Starts one.
   *
   * @param identity its key and certificate
   * @param secrets of its clients, by their names
   * @param life of each token
   */
  public static TokenProvider start(
      Identity identity, TokenIssuer issuer, Map<String, String> secrets, Duration life) {
    try {
      HttpsServer server =
          HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(context(identity)));
      var provider = new TokenProvider(server, issuer, secrets, life);
      server.createContext("/token", provider::token);
      server.createContext("/keys", exchange -> answer(exchange, 200, issuer.keySet()));
      server.start();
      return provider;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SSLContext context(Identity identity)
      throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "own", identity.key(), new char[0], identity.chain().toArray(Certificate[]::new));
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, new char[0]);
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  URI tokens() {
    return at("/token");
  }

  URI keys() {
    return at("/keys");
  }

  private URI at(String path) {
    return URI.create(
        "https://%s:%d%s".formatted(LocalBroker.HOST, server.getAddress().getPort(), path));
  }

  /** The tokens it has given out, oldest first. */
  public List<String> given() {
    return List.copyOf(given);
  }

  private void token(HttpExchange exchange) throws IOException {
    String client = client(exchange.getRequestHeaders().getFirst("Authorization"));
    if (client.isEmpty()) {
      answer(exchange, 401, "{\"error\":\"invalid_client\"}");
      return;
    }
    String token = issuer.token(client, life);
    given.add(token);
    answer(
        exchange,
        200,
        "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":%d}"
            .formatted(token, life.toSeconds()));
  }

  /** Who shows the right secret, by HTTP's basic authentication; otherwise nobody. */
  private String client(String authorization) {
    String basic = authorization.substring("Basic ".length());
    String[] pair = new String(Base64.getDecoder().decode(basic), UTF_8).split(":", 2);
    return pair[1].equals(secrets.get(pair[0])) ? pair[0] : "";
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    try (exchange) {
      byte[] body = json.getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
