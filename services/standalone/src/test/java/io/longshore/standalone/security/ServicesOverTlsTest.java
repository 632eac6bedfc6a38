package io.longshore.standalone.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.console.ConsoleServiceFactory;
import io.longshore.ingest.IngestService;
import io.longshore.ingest.IngestServiceFactory;
import io.longshore.rollout.RolloutServiceFactory;
import io.longshore.runtime.Launcher;
import io.longshore.runtime.ServiceFactory;
import io.longshore.runtime.config.ProcessSettings;
import io.longshore.runtime.config.Settings;
import io.longshore.schemas.Topics;
import io.longshore.scorer.ScorerServiceFactory;
import io.longshore.standalone.broker.SecuredBroker;
import io.longshore.standalone.certificates.KeyFolder;
import io.longshore.standalone.certificates.KeyFormat;
import io.longshore.standalone.certificates.Role;
import io.longshore.standalone.certificates.Validity;
import io.longshore.standalone.endtoend.Cli;
import io.longshore.standalone.system.InProcess;
import io.longshore.tracker.TrackerServiceFactory;
import io.longshore.trainer.TrainerServiceFactory;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every service, each as itself and by settings alone, against a broker that wants to know who. */
@Timeout(180)
class ServicesOverTlsTest {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Path folder;
  private final SecuredBroker broker;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  ServicesOverTlsTest(@TempDir Path folder) {
    this.folder = folder;
    this.broker = SecuredBroker.start(folder.resolve("secured"));
    open.push(broker);
  }

  @AfterEach
  void stop() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }

  @Test
  void certificates_logins_and_secrets_in_files_are_settings_like_any_other() throws Exception {
    var ingest = new InProcess<>(new IngestServiceFactory(), IngestService.class);
    Launcher first = start("rollout", new RolloutServiceFactory(), broker.as("rollout"));
    start("trainer", new TrainerServiceFactory(), broker.as("trainer"));
    start("scorer", new ScorerServiceFactory(), store("scorer"));
    start("tracker", new TrackerServiceFactory(), passwordInFile("tracker"));
    start("ingest", ingest, withEnvironment(broker.as("ingest")));
    start("console", new ConsoleServiceFactory(), broker.as("console"));

    assertThat(post(ingest.service().port())).isEqualTo(202);
    awaitRecord(first, first.context().kafka().names().of(Topics.CLASS_FREQUENCIES));
    Map<String, String> operator = store("operator");
    assertThat(cli(operator, "topics").out()).contains("class-frequencies").doesNotContain("wrong");
    assertThat(cli(operator, "status").status()).isZero();
    Cli doctor = cli(operator, "doctor", "--replication", "1");
    assertThat(doctor.out())
        .contains("our certificate, CN=operator of CN=longshore-development-authority")
        .contains("this login may do what scorer does");
  }

  private Launcher start(String service, ServiceFactory factory, Map<String, String> client) {
    allowAll(service);
    var settings = new HashMap<String, String>();
    client.forEach((key, value) -> settings.put("kafka." + key, value));
    settings.put("longshore.topics.replication", "1");
    settings.put("longshore.topics.min-in-sync", "1");
    settings.put("longshore.admin.port", "0");
    settings.put("longshore.data-directory", folder.resolve(service).toString());
    Map<String, String> own =
        switch (service) {
          case "ingest" ->
              Map.of(
                  "longshore.ingest.http.port",
                  "0",
                  "longshore.ingest.http.access.certificate",
                  https().toString());
          case "console" -> Map.of("longshore.console.port", "0");
          case "tracker" -> Map.of("longshore.tracker.emit-interval", "PT0.2S");
          case "trainer" -> Map.of("longshore.trainer.recipe", "tiny");
          default -> Map.of();
        };
    settings.putAll(own);
    var launcher =
        new Launcher(
            Settings.load(Map.of(), settings, Set.of(ProcessSettings.class, factory.settings())),
            List.of(factory),
            Clock.systemUTC(),
            reason -> {
              throw new AssertionError(service + " broke: " + reason);
            });
    open.push(launcher);
    return launcher;
  }

  /** Which rights are enough is another test's question. */
  private void allowAll(String name) {
    broker.allow(
        List.of(ResourceType.TOPIC, ResourceType.GROUP, ResourceType.TRANSACTIONAL_ID).stream()
            .map(type -> Rules.rule(name, type, "*", PatternType.LITERAL, AclOperation.ALL))
            .toList());
  }

  /** A store under a password, which only a file tells. */
  private Map<String, String> store(String name) {
    allowAll(name);
    Map<String, String> settings =
        new HashMap<>(
            KeyFolder.write(
                    broker.authority().issue(name, new Role.Client(), new Validity(2)),
                    folder.resolve("stores").resolve(name),
                    KeyFormat.PKCS12)
                .settings());
    settings.put("bootstrap.servers", broker.bootstrapServers());
    return settings;
  }

  /** A login whose password only a file tells. */
  private Map<String, String> passwordInFile(String name) throws IOException {
    broker.setPassword(name, "a-password-of-" + name);
    Map<String, String> settings = broker.login(name, "a-password-of-" + name);
    Path file = folder.resolve(name + "-secret.properties");
    Files.writeString(file, "jaas=" + settings.get("sasl.jaas.config"));
    settings.put("config.providers", "file");
    settings.put(
        "config.providers.file.class",
        "org.apache.kafka.common.config.provider.FileConfigProvider");
    settings.put("sasl.jaas.config", "${file:" + file + ":jaas}");
    return settings;
  }

  /** Key and certificates of ingest's HTTPS. */
  private Path https() {
    return KeyFolder.write(
            broker
                .authority()
                .issue("https", new Role.Server(List.of("127.0.0.1")), new Validity(2)),
            folder.resolve("https"),
            KeyFormat.PEM)
        .folder()
        .resolve("key.pem");
  }

  /** Trusts the authority of the broker and nobody else. */
  private SSLContext trusting() throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream in = Files.newInputStream(folder.resolve("https").resolve("authority.pem"))) {
      store.setCertificateEntry(
          "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static Map<String, String> withEnvironment(Map<String, String> client) {
    Map<String, String> settings = new HashMap<>(client);
    settings.put("config.providers", "env");
    settings.put(
        "config.providers.env.class",
        "org.apache.kafka.common.config.provider.EnvVarConfigProvider");
    settings.put("config.providers.env.param.allowlist.pattern", "PATH");
    settings.put("client.rack", "${env:PATH}");
    return settings;
  }

  private int post(int port) throws IOException, InterruptedException, GeneralSecurityException {
    return HttpClient.newBuilder()
        .sslContext(trusting())
        .build()
        .send(RunningIngest.image("https", port), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static void awaitRecord(Launcher launcher, String topic) throws InterruptedException {
    try (Consumer<byte[], byte[]> consumer =
        launcher.context().kafka().consumer("test", Map.of("group.id", "test"))) {
      consumer.subscribe(List.of(topic));
      while (consumer.poll(PAUSE).isEmpty()) {
        Thread.sleep(PAUSE.toMillis());
      }
    }
  }

  private Cli cli(Map<String, String> client, String... command) throws IOException {
    Path file = Files.createTempFile(folder, "client", ".properties");
    var text = new StringBuilder();
    client.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    Files.writeString(file, text);
    var arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of("-b", broker.bootstrapServers(), "--command-config", file.toString()));
    return Cli.run(arguments.toArray(String[]::new));
  }
}
