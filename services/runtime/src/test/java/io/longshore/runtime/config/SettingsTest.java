package io.longshore.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

  /** Settings of a service of the tests. */
  @ConfigMapping(prefix = "longshore.lighthouse")
  public interface Lighthouse {
    @WithDefault("4")
    int flashes();

    @WithDefault("white")
    String colour();

    Optional<String> apiToken();

    Optional<Integer> height();
  }

  private final Path file;

  SettingsTest(@TempDir Path folder) {
    this.file = folder.resolve("longshore.properties");
  }

  @Test
  void without_any_source_the_defaults_are_in_force() {
    Settings settings = Settings.load(Map.of(), Map.of(), mappings());

    ProcessSettings process = settings.of(ProcessSettings.class);
    assertThat(process.stream()).isEqualTo("default");
    assertThat(process.topics().prefix()).isEmpty();
    assertThat(process.topics().partitions()).isEqualTo(2);
    assertThat(process.admin().port()).isEqualTo(9464);
    assertThat(settings.of(Lighthouse.class).flashes()).isEqualTo(4);
  }

  @Test
  void each_source_goes_over_the_one_before() throws IOException {
    Map<String, String> environment =
        inFile(
            "longshore.lighthouse.flashes=5",
            "longshore.lighthouse.colour=red",
            "longshore.lighthouse.height=20");
    environment.put("LONGSHORE_LIGHTHOUSE_COLOUR", "green");
    environment.put("LONGSHORE_LIGHTHOUSE_HEIGHT", "21");
    Map<String, String> commandLine = Map.of("longshore.lighthouse.height", "22");

    Lighthouse lighthouse =
        Settings.load(environment, commandLine, mappings()).of(Lighthouse.class);

    assertThat(lighthouse.flashes()).isEqualTo(5);
    assertThat(lighthouse.colour()).isEqualTo("green");
    assertThat(lighthouse.height()).contains(22);
  }

  @Test
  void an_environment_name_reaches_a_key_with_dashes() {
    Settings settings =
        Settings.load(
            Map.of("LONGSHORE_LIGHTHOUSE_API_TOKEN", "sesame", "LONGSHORE_TOPICS_MIN_IN_SYNC", "3"),
            Map.of(),
            mappings());

    assertThat(settings.of(Lighthouse.class).apiToken()).contains("sesame");
    assertThat(settings.of(ProcessSettings.class).topics().minInSync()).isEqualTo(3);
  }

  @Test
  void an_unknown_key_in_the_file_is_an_error_that_names_key_and_file() throws IOException {
    Map<String, String> environment = inFile("longshore.lighthouse.flahes=5");

    assertThatThrownBy(() -> Settings.load(environment, Map.of(), mappings()))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining(
            "longshore.lighthouse.flahes in " + file + " is not a setting of this process");
  }

  @Test
  void an_unknown_key_on_the_command_line_is_an_error() {
    Map<String, String> commandLine = Map.of("longshore.lighthuose.flashes", "5");

    assertThatThrownBy(() -> Settings.load(Map.of(), commandLine, mappings()))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining(
            "longshore.lighthuose.flashes in command line is not a setting of this process");
  }

  @Test
  void an_unknown_variable_in_the_environment_is_an_error() {
    Map<String, String> environment = Map.of("LONGSHORE_LIGHTHOUSE_FLAHES", "5", "HOME", "/root");

    assertThatThrownBy(() -> Settings.load(environment, Map.of(), mappings()))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining(
            "environment variable LONGSHORE_LIGHTHOUSE_FLAHES is not a setting of this process");
  }

  @Test
  void the_variable_that_logging_reads_is_no_unknown_setting() {
    Settings settings = Settings.load(Map.of("LONGSHORE_LOG_FORMAT", "json"), Map.of(), mappings());

    assertThat(settings.table()).doesNotContain("log");
  }

  @Test
  void a_key_of_no_namespace_is_an_error() throws IOException {
    Map<String, String> environment = inFile("kafak.bootstrap.servers=broker:9092");

    assertThatThrownBy(() -> Settings.load(environment, Map.of(), mappings()))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("kafak.bootstrap.servers in " + file)
        .hasMessageContaining("settings begin with longshore. or kafka.");
  }

  @Test
  void all_problems_are_told_at_once() throws IOException {
    Map<String, String> environment =
        inFile("longshore.lighthouse.flashes=many", "longshore.admin.prt=1", "flashes=1");
    environment.put("LONGSHORE_TYPO", "x");
    environment.put("LONGSHORE_ADMIN_PORT", "http");

    assertThatThrownBy(() -> Settings.load(environment, Map.of(), mappings()))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContainingAll(
            "longshore.lighthouse.flashes with the config value \"many\"",
            "longshore.admin.port with the config value \"http\"",
            "longshore.admin.prt",
            "flashes in " + file,
            "LONGSHORE_TYPO")
        .message()
        .doesNotContain("SRCFG", "java.lang");
  }

  @Test
  void a_settings_file_that_is_not_there_is_named() {
    Map<String, String> environment = Map.of("LONGSHORE_CONFIG", "/no/such/longshore.properties");

    assertThatThrownBy(() -> Settings.load(environment, Map.of(), mappings()))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("/no/such/longshore.properties cannot be read");
  }

  @Test
  void kafka_keys_pass_through_from_every_source_in_the_same_order() throws IOException {
    Map<String, String> environment =
        inFile("kafka.bootstrap.servers=file:1", "kafka.acks=1", "kafka.some.future.key=7");
    environment.put("KAFKA_BOOTSTRAP_SERVERS", "environment:2");
    environment.put("KAFKA_SECURITY_PROTOCOL", "SSL");
    Map<String, String> commandLine = Map.of("kafka.acks", "all");

    Settings settings = Settings.load(environment, commandLine, mappings());

    assertThat(settings.kafka())
        .containsOnly(
            Map.entry("bootstrap.servers", "environment:2"),
            Map.entry("acks", "all"),
            Map.entry("security.protocol", "SSL"),
            Map.entry("some.future.key", "7"));
  }

  @Test
  void the_table_shows_what_is_in_force_and_masks_secrets() {
    Map<String, String> environment =
        Map.of(
            "LONGSHORE_LIGHTHOUSE_API_TOKEN",
            "sesame",
            "KAFKA_SASL_JAAS_CONFIG",
            "sesame",
            "KAFKA_SSL_KEYSTORE_PASSWORD",
            "sesame",
            "KAFKA_SSL_KEYSTORE_KEY",
            "sesame");
    Map<String, String> commandLine =
        Map.of("kafka.bootstrap.servers", "broker:9092", "longshore.stream", "beach");

    String table = Settings.load(environment, commandLine, mappings()).table();

    assertThat(table).doesNotContain("sesame");
    assertThat(table.lines().map(String::strip).map(line -> line.replaceAll(" +", " ")))
        .contains(
            "kafka.bootstrap.servers broker:9092",
            "kafka.sasl.jaas.config ********",
            "kafka.ssl.keystore.key ********",
            "kafka.ssl.keystore.password ********",
            "longshore.admin.port 9464",
            "longshore.lighthouse.api-token ********",
            "longshore.lighthouse.flashes 4",
            "longshore.stream beach");
  }

  private Map<String, String> inFile(String... lines) throws IOException {
    Files.write(file, List.of(lines));
    var environment = new HashMap<String, String>();
    environment.put(Settings.FILE_VARIABLE, file.toString());
    return environment;
  }

  private static Set<Class<?>> mappings() {
    return Set.of(ProcessSettings.class, Lighthouse.class);
  }
}
