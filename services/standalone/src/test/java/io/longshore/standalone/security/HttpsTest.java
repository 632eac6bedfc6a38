package io.longshore.standalone.security;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.runtime.Health;
import io.longshore.runtime.admin.AdminEndpoint;
import io.longshore.runtime.admin.Metrics;
import io.longshore.runtime.http.FrontDoor;
import io.longshore.runtime.http.Gate;
import io.longshore.runtime.http.HttpListener;
import io.longshore.runtime.http.Tls;
import io.longshore.standalone.certificates.CertificateAuthority;
import io.longshore.standalone.certificates.Identity;
import io.longshore.standalone.certificates.KeyFolder;
import io.longshore.standalone.certificates.KeyFormat;
import io.longshore.standalone.certificates.Role;
import io.longshore.standalone.certificates.Validity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** HTTPS of real listeners, and callers that do not get in. */
@Timeout(120)
class HttpsTest {
  private static final List<String> NEWEST = List.of("TLSv1.3");

  private static Path made;
  private static Path server;
  private static Path over;
  private static Path authority;
  private static HttpsCaller trusting;
  private static HttpsCaller withCertificate;
  private static HttpsCaller withForeignCertificate;
  private static HttpsCaller suspicious;

  private final HttpsLog log = new HttpsLog();
  private final Health health = new Health(reason -> {});

  @BeforeAll
  static void makeKeys(@TempDir Path folder) throws Exception {
    made = folder;
    var ours = CertificateAuthority.in(folder.resolve("ours"));
    var theirs = CertificateAuthority.in(folder.resolve("theirs"));
    Path key = written(server(ours, 2), "server");
    Path vouching = key.resolveSibling("authority.pem");
    server = key;
    over = written(server(ours, -1), "over");
    authority = vouching;
    Identity scraper = ours.issue("prometheus", new Role.Client(), new Validity(2));
    Identity stranger = theirs.issue("prometheus", new Role.Client(), new Validity(2));
    Path foreign = written(stranger, "stranger").resolveSibling("authority.pem");
    HttpsCaller caller = HttpsCaller.trusting(vouching);
    trusting = caller;
    suspicious = HttpsCaller.trusting(foreign);
    withCertificate = caller.showing(scraper);
    withForeignCertificate = caller.showing(stranger);
  }

  private static Identity server(CertificateAuthority by, int days) {
    return by.issue("https", new Role.Server(List.of("127.0.0.1")), new Validity(days));
  }

  /** File with the key and its certificates. */
  private static Path written(Identity identity, String folder) {
    return KeyFolder.write(identity, made.resolve(folder), KeyFormat.PEM)
        .folder()
        .resolve("key.pem");
  }

  @AfterEach
  void leave() {
    log.close();
  }

  @Test
  void metrics_and_health_are_told_over_tls_13() throws Exception {
    try (AdminEndpoint admin = admin(server, Optional.empty())) {
      HttpResponse<String> metrics = trusting.get(admin.port(), "/metrics");
      HttpResponse<String> ready = trusting.get(admin.port(), "/health/ready");
      HttpResponse<String> unknown = trusting.get(admin.port(), "/nowhere");

      assertThat(metrics.statusCode()).isEqualTo(200);
      assertThat(metrics.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("text/plain; version=0.0.4");
      assertThat(metrics.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(unknown.statusCode()).isEqualTo(404);
      assertThat(admin.scheme()).isEqualTo("https");
    }
  }

  @Test
  void whoever_speaks_plain_http_gets_nothing_and_the_log_says_what_to_change() throws Exception {
    try (AdminEndpoint admin = admin(server, Optional.empty());
        var plain = new Socket(InetAddress.getLoopbackAddress(), admin.port())) {
      plain.setSoTimeout(30_000); // no interrupt ends this read
      plain.getOutputStream().write("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));

      byte[] answer = plain.getInputStream().readAllBytes();

      assertThat(new String(answer, US_ASCII)).doesNotContain("HTTP/1.1 200");
      log.await("it does not speak TLS, perhaps plain HTTP: its address must begin with https://");
    }
  }

  @Test
  void whoever_trusts_another_authority_does_not_talk_to_us() throws Exception {
    try (AdminEndpoint admin = admin(server, Optional.empty())) {
      assertThatThrownBy(() -> suspicious.get(admin.port(), "/metrics"))
          .isInstanceOf(IOException.class)
          .hasStackTraceContaining("PKIX path");
    }
  }

  @Test
  void a_certificate_that_is_over_is_told_at_the_start_and_refused_by_callers() throws Exception {
    try (AdminEndpoint admin = admin(over, Optional.empty())) {
      log.await("the certificate of HTTPS is over");

      assertThatThrownBy(() -> trusting.get(admin.port(), "/metrics"))
          .isInstanceOf(IOException.class)
          .hasStackTraceContaining("validity check failed");
    }
  }

  @Test
  void an_older_protocol_is_spoken_only_if_the_settings_say_so() throws Exception {
    HttpsCaller old = trusting.speaking("TLSv1.2");

    try (AdminEndpoint admin = admin(server, Optional.empty())) {
      assertThatThrownBy(() -> old.get(admin.port(), "/metrics")).isInstanceOf(IOException.class);
      log.await("a caller did not get in by HTTPS");
    }
    var both = new Tls(server, Optional.empty(), Optional.empty(), List.of("TLSv1.3", "TLSv1.2"));
    try (var admin =
        new AdminEndpoint("127.0.0.1", 0, Optional.of(both), Metrics.registry(), health)) {
      assertThat(old.get(admin.port(), "/metrics").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void probes_without_a_certificate_are_told_of_health_and_nothing_else() throws Exception {
    try (AdminEndpoint admin = admin(server, Optional.of(authority))) {
      HttpResponse<String> probe = trusting.get(admin.port(), "/health/live");
      HttpResponse<String> closed = trusting.get(admin.port(), "/metrics");
      HttpResponse<String> metrics = withCertificate.get(admin.port(), "/metrics");

      assertThat(probe.statusCode()).isEqualTo(200);
      assertThat(closed.statusCode()).isEqualTo(403);
      assertThat(closed.body()).contains("longshore.admin.client-authority");
      assertThat(metrics.statusCode()).isEqualTo(200);
      assertThatThrownBy(() -> withForeignCertificate.get(admin.port(), "/health/live"))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void a_door_that_asks_for_certificates_lets_in_those_of_its_authority_alone() throws Exception {
    var tls = new Tls(server, Optional.empty(), Optional.of(authority), NEWEST);
    try (HttpListener listener = listener(tls)) {
      assertThatThrownBy(() -> trusting.get(listener.port(), "/")).isInstanceOf(IOException.class);
      log.await("it shows no certificate, and client-authority asks for one");

      assertThatThrownBy(() -> withForeignCertificate.get(listener.port(), "/"))
          .isInstanceOf(IOException.class);
      assertThat(withCertificate.get(listener.port(), "/").body()).isEqualTo("here");
    }
  }

  @Test
  void a_new_certificate_is_shown_without_a_new_start_and_a_broken_one_changes_nothing(
      @TempDir Path place) throws Exception {
    Path file = Files.copy(over, place.resolve("key.pem"));
    try (AdminEndpoint admin = admin(file, Optional.empty())) {
      Files.writeString(file, "-----BEGIN CERTIFICATE-----");
      log.await("what is there now cannot be used");
      Path next = Files.copy(server, place.resolve("next.pem"));
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);

      awaitAnswer(admin.port());
    }
  }

  @Test
  void files_that_cannot_be_used_are_named_at_the_start() throws Exception {
    var missing = new Tls(made.resolve("none.pem"), Optional.empty(), Optional.empty(), NEWEST);
    var ofAnother = new Tls(server, Optional.of(over), Optional.empty(), NEWEST);
    var keyless = new Tls(authority, Optional.empty(), Optional.empty(), NEWEST);

    assertThatThrownBy(() -> listener(missing)).hasStackTraceContaining("none.pem cannot be used");
    assertThatThrownBy(() -> listener(ofAnother))
        .hasStackTraceContaining("the key is not that of the first certificate");
    assertThatThrownBy(() -> listener(keyless))
        .hasStackTraceContaining("authority.pem cannot be used")
        .hasStackTraceContaining("there is no block PRIVATE KEY");
    assertThatThrownBy(() -> new Tls(server, Optional.empty(), Optional.empty(), List.of("SSLv3")))
        .hasMessageContaining("tls-protocols");
  }

  /** Until the certificate is one that can be trusted; the test's timeout bounds the wait. */
  private static void awaitAnswer(int port) throws Exception {
    while (true) {
      try {
        assertThat(trusting.get(port, "/metrics").statusCode()).isEqualTo(200);
        return;
      } catch (IOException e) {
        Thread.sleep(100);
      }
    }
  }

  private AdminEndpoint admin(Path certificate, Optional<Path> clients) {
    return new AdminEndpoint(
        "127.0.0.1",
        0,
        Optional.of(new Tls(certificate, Optional.empty(), clients, NEWEST)),
        Metrics.registry(),
        health);
  }

  private static HttpListener listener(Tls tls) {
    FrontDoor door = FrontDoor.of(Gate.open(), Optional.of(tls));
    return HttpListener.open(
        new HttpListener.Place("test", "127.0.0.1", 0, "port", Duration.ofSeconds(10)),
        HttpListener.threads("test", 8),
        config -> {
          door.on(config, "127.0.0.1", 0);
          config.routes.get("/", context -> context.result("here"));
        });
  }
}
