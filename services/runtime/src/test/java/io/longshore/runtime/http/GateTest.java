package io.longshore.runtime.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.longshore.domain.model.Sha256;
import io.longshore.runtime.http.Admission.Admitted;
import io.longshore.runtime.http.Admission.Refused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class GateTest {
  private static final String ADDRESS = "192.0.2.7";
  private static final String ISSUER = "https://identity.example.org";
  private static final String AUDIENCE = "longshore";

  private final ECKey key;
  private final HttpServer provider;
  private final AtomicInteger asked = new AtomicInteger();

  GateTest() throws IOException, JOSEException {
    this.key = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
    this.provider =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4);
    byte[] keys = new JWKSet(key.toPublicJWK()).toString().getBytes(UTF_8);
    provider.createContext(
        "/keys",
        exchange -> {
          asked.incrementAndGet();
          exchange.getResponseHeaders().set("Content-Type", "application/jwk-set+json");
          exchange.sendResponseHeaders(200, keys.length);
          exchange.getResponseBody().write(keys);
          exchange.close();
        });
    provider.start();
  }

  @AfterEach
  void stop() {
    provider.stop(0);
  }

  @Test
  void an_open_gate_asks_nobody() {
    assertThat(Gate.open().admit(null, ADDRESS)).isEqualTo(new Admitted(ADDRESS));
    assertThat(Gate.open().asksWho()).isFalse();
  }

  @Test
  void an_unhurried_gate_lets_each_address_in_as_often_as_it_says_whatever_it_brings() {
    Gate gate = Gate.unhurried(1, 2);

    gate.admit("Bearer wrong", ADDRESS);
    gate.admit(null, ADDRESS);

    Refused refused = refused(gate.admit("Bearer right", ADDRESS));
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.headers()).containsKey("Retry-After");
    assertThat(gate.admit(null, "elsewhere")).isEqualTo(new Admitted("elsewhere"));
  }

  @Test
  void a_token_is_known_by_its_hash() {
    Gate gate = Gate.of(tokens("camera:" + hash("open sesame"), "robot:" + hash("abracadabra")));

    assertThat(gate.admit("Bearer abracadabra", ADDRESS)).isEqualTo(new Admitted("robot"));
    assertThat(gate.admit("bearer open sesame", ADDRESS)).isEqualTo(new Admitted("camera"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer wrong", "Bearer ", "Basic b3Blbg==", "open sesame", ""})
  void anything_else_is_401_with_what_is_asked_for(String header) {
    Gate gate = Gate.of(tokens("camera:" + hash("open sesame")));

    Refused refused = refused(gate.admit(header, ADDRESS));

    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.headers().get("WWW-Authenticate")).startsWith("Bearer");
    assertThat(refused.message()).doesNotContain("wrong", "sesame");
  }

  @Test
  void a_token_in_place_of_its_hash_is_refused_and_not_told() {
    assertThatThrownBy(() -> Gate.of(tokens("camera:open-sesame")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("entry 1 of access.tokens is not NAME:SHA256")
        .hasMessageNotContaining("sesame");
  }

  @Test
  void a_signed_token_for_us_is_let_in() throws Exception {
    assertThat(signed().admit(bearer(claims()), ADDRESS)).isEqualTo(new Admitted("camera-9"));
  }

  @Test
  void a_list_of_scopes_is_as_good_as_a_text() throws Exception {
    JWTClaimsSet.Builder listed =
        claims().claim("scope", null).claim("scp", List.of("a", "ingest"));

    assertThat(signed().admit(bearer(listed), ADDRESS)).isEqualTo(new Admitted("camera-9"));
  }

  @Test
  void keys_that_nobody_has_are_not_asked_for_again_and_again() throws Exception {
    Gate gate = signed();

    for (int i = 0; i < 5; i++) {
      assertUnauthorized(
          gate, bearer(claims(), new ECKeyGenerator(Curve.P_256).keyID("no-" + i).generate()));
    }

    assertThat(asked.get()).isLessThanOrEqualTo(3);
    assertThat(gate.admit(bearer(claims()), ADDRESS)).isEqualTo(new Admitted("camera-9"));
  }

  @Test
  void a_signed_token_without_the_scope_is_403() throws Exception {
    Refused refused = refused(signed().admit(bearer(claims().claim("scope", "look")), ADDRESS));

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.headers())
        .containsEntry("WWW-Authenticate", "Bearer error=\"insufficient_scope\"");
  }

  @Test
  void tokens_that_are_over_or_of_others_or_for_others_are_401() throws Exception {
    Gate gate = signed();
    Date past = Date.from(Instant.now().minusSeconds(3600));

    assertUnauthorized(gate, bearer(claims().expirationTime(past)));
    assertUnauthorized(gate, bearer(claims().expirationTime(null)));
    assertUnauthorized(gate, bearer(claims().issuer("https://elsewhere.example.org")));
    assertUnauthorized(gate, bearer(claims().audience("another")));
    assertUnauthorized(
        gate, bearer(claims(), new ECKeyGenerator(Curve.P_256).keyID("one").generate()));
    assertUnauthorized(gate, "Bearer " + new PlainJWT(claims().build()).serialize());
    assertUnauthorized(gate, "Bearer not.a.token");
  }

  @Test
  void a_token_signed_with_the_public_key_as_a_secret_is_401() throws Exception {
    var forged =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("one").build(), claims().build());
    forged.sign(new MACSigner(key.toPublicJWK().toJSONString().getBytes(UTF_8)));

    assertUnauthorized(signed(), "Bearer " + forged.serialize());
  }

  @Test
  void a_provider_that_is_away_is_503_and_not_401() throws Exception {
    provider.stop(0);

    Refused refused = refused(signed().admit(bearer(claims()), ADDRESS));

    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.headers()).containsKey("Retry-After");
  }

  @Test
  void keys_without_an_issuer_and_an_audience_are_refused_at_the_start() {
    assertThatThrownBy(() -> Gate.of(jwt(null, AUDIENCE)))
        .hasMessageContaining("needs access.jwt.issuer and access.jwt.audience");
    assertThatThrownBy(() -> Gate.of(jwt(ISSUER, null)))
        .hasMessageContaining("needs access.jwt.issuer and access.jwt.audience");
  }

  @Test
  void beyond_the_burst_a_caller_is_429_and_others_are_not() {
    Gate gate =
        Gate.of(
            new Given(
                List.of("a:" + hash("token-a"), "b:" + hash("token-b")),
                new GivenJwt(Optional.empty(), Optional.empty(), Optional.empty()),
                1,
                10));
    for (int i = 0; i < 10; i++) {
      assertThat(gate.admit("Bearer token-a", ADDRESS)).isInstanceOf(Admitted.class);
    }

    Refused refused = refused(gate.admit("Bearer token-a", ADDRESS));

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.headers()).containsEntry("Retry-After", "1");
    assertThat(gate.admit("Bearer token-b", ADDRESS)).isInstanceOf(Admitted.class);
  }

  @Test
  void whoever_guesses_is_as_slow_as_a_caller() {
    Gate gate =
        Gate.of(
            new Given(
                List.of("a:" + hash("token-a")),
                new GivenJwt(Optional.empty(), Optional.empty(), Optional.empty()),
                1,
                2));
    gate.admit("Bearer guess-1", ADDRESS);
    gate.admit("Bearer guess-2", ADDRESS);

    assertThat(refused(gate.admit("Bearer guess-3", ADDRESS)).status()).isEqualTo(429);
    assertThat(gate.admit("Bearer token-a", ADDRESS)).isEqualTo(new Admitted("a"));
  }

  private static void assertUnauthorized(Gate gate, String header) {
    Refused refused = refused(gate.admit(header, ADDRESS));
    assertThat(refused.status()).as(refused.message()).isEqualTo(401);
    assertThat(refused.headers())
        .containsEntry("WWW-Authenticate", "Bearer error=\"invalid_token\"");
  }

  private static Refused refused(Admission admission) {
    assertThat(admission).isInstanceOf(Refused.class);
    return (Refused) admission;
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .audience(AUDIENCE)
        .subject("camera-9")
        .claim("scope", "look ingest")
        .expirationTime(Date.from(Instant.now().plusSeconds(600)));
  }

  private String bearer(JWTClaimsSet.Builder claims) throws JOSEException {
    return bearer(claims, key);
  }

  private static String bearer(JWTClaimsSet.Builder claims, ECKey signer) throws JOSEException {
    var token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256)
                .keyID(signer.getKeyID())
                .type(new JOSEObjectType("at+jwt"))
                .build(),
            claims.build());
    token.sign(new ECDSASigner(signer));
    return "Bearer " + token.serialize();
  }

  private Gate signed() {
    return Gate.of(jwt(ISSUER, AUDIENCE));
  }

  private AccessSettings jwt(@Nullable String issuer, @Nullable String audience) {
    URI keys = URI.create("http://127.0.0.1:" + provider.getAddress().getPort() + "/keys");
    return new Given(
        List.of(),
        new GivenJwt(Optional.of(keys), Optional.ofNullable(issuer), Optional.ofNullable(audience)),
        0,
        0);
  }

  private static AccessSettings tokens(String... entries) {
    return new Given(
        List.of(entries), new GivenJwt(Optional.empty(), Optional.empty(), Optional.empty()), 0, 0);
  }

  private static String hash(String token) {
    return HexFormat.of().formatHex(Sha256.digest().digest(token.getBytes(UTF_8)));
  }

  private record GivenJwt(Optional<URI> keys, Optional<String> issuer, Optional<String> audience)
      implements AccessSettings.Jwt {
    @Override
    public Optional<String> scope() {
      return Optional.of("ingest");
    }
  }

  private record Given(List<String> entries, GivenJwt jwt, int requestsPerSecond, int burst)
      implements AccessSettings {
    @Override
    public Optional<List<String>> tokens() {
      return entries.isEmpty() ? Optional.empty() : Optional.of(entries);
    }

    @Override
    public Optional<Path> certificate() {
      return Optional.empty();
    }

    @Override
    public Optional<Path> certificateKey() {
      return Optional.empty();
    }

    @Override
    public Optional<Path> clientAuthority() {
      return Optional.empty();
    }

    @Override
    public List<String> tlsProtocols() {
      return List.of("TLSv1.3");
    }
  }
}
