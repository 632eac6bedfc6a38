package io.longshore.standalone.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.console.ConsoleService;
import io.longshore.console.ConsoleServiceFactory;
import io.longshore.ingest.IngestMain;
import io.longshore.runtime.Launcher;
import io.longshore.runtime.config.ProcessSettings;
import io.longshore.runtime.config.Settings;
import io.longshore.standalone.broker.SecuredBroker;
import io.longshore.standalone.certificates.KeyFolder;
import io.longshore.standalone.certificates.KeyFormat;
import io.longshore.standalone.certificates.Role;
import io.longshore.standalone.certificates.Validity;
import io.longshore.standalone.endtoend.Cli;
import io.longshore.standalone.system.InProcess;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Plants secrets in every place that takes them, and looks for them in all that is told. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecretsTest {
  private static final String SECRET = "planted-secret-5c1f";
  private static final String WRONG = "planted-secret-but-wrong";
  private static final String PLANTED = "planted-secret";

  private final Path folder;
  private final SecuredBroker broker;

  SecretsTest(@TempDir Path folder) {
    this.folder = folder;
    this.broker = SecuredBroker.start(folder.resolve("secured"));
    for (String name : List.of("ingest", "console", "operator")) {
      broker.setPassword(name, SECRET);
      broker.allow(
          List.of(ResourceType.TOPIC, ResourceType.GROUP).stream()
              .map(type -> Rules.rule(name, type, "*", PatternType.LITERAL, AclOperation.ALL))
              .toList());
    }
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  @Test
  void a_service_that_runs_tells_none_in_its_log_nor_in_its_metrics() throws Exception {
    int admin = freePort();
    Path log = folder.resolve("running.log");
    Process process = ingest(broker.login("ingest", SECRET), admin, log);
    try {
      String health = await(process, "http://127.0.0.1:" + admin + "/health/ready");
      String metrics = get("http://127.0.0.1:" + admin + "/metrics");

      assertThat(health + metrics).doesNotContain(PLANTED);
    } finally {
      process.destroy();
      process.waitFor();
    }
    assertThat(Files.readString(log))
        .contains("kafka.sasl.jaas.config", "********")
        .doesNotContain(PLANTED);
  }

  @Test
  void a_service_that_is_refused_tells_none_in_its_complaint() throws Exception {
    Path log = folder.resolve("refused.log");

    int status = ingest(broker.login("ingest", WRONG), 0, log).waitFor();

    assertThat(status).isEqualTo(1);
    assertThat(Files.readString(log)).contains("Kafka refuses the login").doesNotContain(PLANTED);
  }

  @Test
  void a_login_that_cannot_be_parsed_is_not_told_either() throws Exception {
    Map<String, String> unended = new HashMap<>(broker.login("ingest", SECRET));
    unended.compute("sasl.jaas.config", (key, value) -> String.valueOf(value).replace(";", ""));
    Path log = folder.resolve("unparsed.log");

    int status = ingest(unended, 0, log).waitFor();

    assertThat(status).isEqualTo(1);
    assertThat(Files.readString(log)).doesNotContain(PLANTED);
    assertThat(told(unended, "topics")).doesNotContain(PLANTED);
  }

  @Test
  void no_command_tells_one() throws Exception {
    Map<String, String> right = broker.login("operator", SECRET);
    Map<String, String> wrong = broker.login("operator", WRONG);
    Map<String, String> store = new HashMap<>(wrongStorePassword());

    for (Map<String, String> client : List.of(right, wrong, store)) {
      for (String command : List.of("doctor", "status", "topics", "models")) {
        assertThat(told(client, command)).as(command).isNotEmpty().doesNotContain(PLANTED);
      }
    }
    assertThat(told(wrong, "topics")).contains("Kafka refuses the login");
  }

  @Test
  void no_page_of_the_console_tells_one() throws Exception {
    var console = new InProcess<>(new ConsoleServiceFactory(), ConsoleService.class);
    var settings = new HashMap<String, String>();
    broker.login("console", SECRET).forEach((key, value) -> settings.put("kafka." + key, value));
    settings.put("longshore.console.port", "0");
    settings.put("longshore.admin.port", "0");
    settings.put("longshore.topics.replication", "1");
    settings.put("longshore.topics.min-in-sync", "1");
    settings.put("longshore.data-directory", folder.resolve("console").toString());
    Settings loaded =
        Settings.load(Map.of(), settings, Set.of(ProcessSettings.class, console.settings()));
    assertThat(loaded.table()).doesNotContain(PLANTED);

    try (var launcher = new Launcher(loaded, List.of(console), Clock.systemUTC(), reason -> {})) {
      String address = "http://127.0.0.1:" + console.service().port();
      for (String page : List.of("/", "/models", "/flow", "/api/status")) {
        assertThat(get(address + page)).as(page).isNotEmpty().doesNotContain(PLANTED);
      }
      assertThat(get("http://127.0.0.1:" + launcher.adminPort() + "/metrics"))
          .doesNotContain(PLANTED);
    }
  }

  private Map<String, String> wrongStorePassword() {
    Map<String, String> settings =
        new HashMap<>(
            KeyFolder.write(
                    broker.authority().issue("operator", new Role.Client(), new Validity(2)),
                    folder.resolve("store"),
                    KeyFormat.PKCS12)
                .settings());
    settings.keySet().removeIf(key -> key.startsWith("config.providers"));
    settings.put("ssl.keystore.password", WRONG);
    settings.put("ssl.truststore.password", WRONG);
    settings.put("bootstrap.servers", broker.bootstrapServers());
    return settings;
  }

  /** Ingest as a process of its own, with all of its settings in the environment. */
  private Process ingest(Map<String, String> client, int admin, Path log) throws IOException {
    var builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                IngestMain.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    Map<String, String> environment = builder.environment();
    client.forEach(
        (key, value) ->
            environment.put("KAFKA_" + key.toUpperCase(Locale.ROOT).replace('.', '_'), value));
    environment.put("LONGSHORE_ADMIN_PORT", Integer.toString(admin));
    environment.put("LONGSHORE_INGEST_HTTP_PORT", "0");
    environment.put("LONGSHORE_TOPICS_REPLICATION", "1");
    environment.put("LONGSHORE_TOPICS_MIN_IN_SYNC", "1");
    environment.put("LONGSHORE_DATA_DIRECTORY", folder.resolve("ingest").toString());
    return builder.start();
  }

  /** All that a command says, also where in the code it failed. */
  private String told(Map<String, String> client, String command) throws IOException {
    Path file = Files.createTempFile(folder, "client", ".properties");
    var text = new StringBuilder();
    client.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    Files.writeString(file, text);
    var arguments = new ArrayList<>(List.of(command, "--verbose"));
    arguments.addAll(
        List.of("-b", client.getOrDefault("bootstrap.servers", ""), "--command-config"));
    arguments.add(file.toString());
    Cli cli = Cli.run(arguments.toArray(String[]::new));
    return cli.out() + cli.err();
  }

  private static String await(Process process, String address) throws Exception {
    while (process.isAlive()) {
      try {
        return get(address);
      } catch (ConnectException e) {
        Thread.sleep(50);
      }
    }
    throw new AssertionError("the service ended with " + process.exitValue());
  }

  private static String get(String address) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(address)).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
