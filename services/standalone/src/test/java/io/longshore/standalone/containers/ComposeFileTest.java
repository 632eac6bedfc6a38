package io.longshore.standalone.containers;

import static io.longshore.standalone.containers.ComposeFile.environment;
import static io.longshore.standalone.containers.ComposeFile.list;
import static io.longshore.standalone.containers.ComposeFile.map;
import static io.longshore.standalone.containers.ComposeFile.withDefaults;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.console.ConsoleServiceFactory;
import io.longshore.ingest.IngestServiceFactory;
import io.longshore.rollout.RolloutServiceFactory;
import io.longshore.runtime.ServiceFactory;
import io.longshore.runtime.config.InvalidSettingsException;
import io.longshore.runtime.config.ProcessSettings;
import io.longshore.runtime.config.Settings;
import io.longshore.scorer.ScorerServiceFactory;
import io.longshore.tracker.TrackerServiceFactory;
import io.longshore.trainer.TrainerServiceFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The compose files, held against the Compose Specification and against the services' settings. */
class ComposeFileTest {
  private static final ComposeFile COMPOSE = ComposeFile.read("compose.yml");
  private static final ComposeFile GPU = ComposeFile.read("compose.gpu.yml");
  private static final Map<String, ServiceFactory> OURS =
      Map.of(
          "ingest", new IngestServiceFactory(),
          "tracker", new TrackerServiceFactory(),
          "trainer", new TrainerServiceFactory(),
          "rollout", new RolloutServiceFactory(),
          "scorer", new ScorerServiceFactory(),
          "console", new ConsoleServiceFactory());
  private static final Pattern PINNED = Pattern.compile("[a-z./-]+:v?\\d+\\.\\d+\\.\\d+[-A-Za-z]*");
  private static final Pattern TARGET = Pattern.compile("\"([a-z-]+):(\\d+)\"");

  @Test
  void every_key_is_one_that_engines_know() {
    assertThat(COMPOSE.unknownKeys()).isEmpty();
    assertThat(GPU.unknownKeys()).isEmpty();
  }

  @Test
  void a_key_with_a_typo_would_be_noticed() {
    ComposeFile file =
        ComposeFile.parse("services: {a: {image: b, readonly: true, healthcheck: {tset: x}}}");

    assertThat(file.unknownKeys()).containsExactly("a: readonly", "a.healthcheck: tset");
  }

  @Test
  void every_service_of_ours_starts_with_settings_that_it_knows() {
    OURS.forEach(
        (name, factory) ->
            assertThat(settings(factory, environment(COMPOSE.service(name))).kafka())
                .as(name)
                .containsKey("bootstrap.servers"));
    Map<String, String> onGpu = environment(COMPOSE.service("trainer"));
    onGpu.putAll(environment(GPU.service("trainer")));

    assertThat(settings(new TrainerServiceFactory(), onGpu).table()).contains("gpu:0");
  }

  @Test
  void a_setting_with_a_typo_would_be_noticed() {
    Map<String, String> environment = environment(COMPOSE.service("ingest"));
    environment.put("LONGSHORE_INGEST_HTTP_PROT", "8080");

    assertThatThrownBy(() -> settings(new IngestServiceFactory(), environment))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("LONGSHORE_INGEST_HTTP_PROT");
  }

  @Test
  void every_service_of_ours_is_told_to_be_itself() {
    OURS.keySet()
        .forEach(name -> assertThat(list(COMPOSE.service(name), "command")).containsExactly(name));
  }

  @Test
  void every_image_has_a_version() {
    Stream.of(COMPOSE, GPU)
        .flatMap(file -> file.services().values().stream())
        .map(service -> withDefaults(String.valueOf(service.get("image"))))
        .forEach(image -> assertThat(image).matches(PINNED));
  }

  @Test
  void nothing_has_rights_that_it_does_not_need() {
    COMPOSE
        .services()
        .forEach(
            (name, service) -> {
              assertThat(list(service, "cap_drop")).as(name).containsExactly("ALL");
              assertThat(list(service, "security_opt"))
                  .as(name)
                  .containsExactly("no-new-privileges:true");
              assertThat(service).as(name).containsKeys("mem_limit", "cpus", "pids_limit");
              assertThat(service.get("read_only")).as(name).isEqualTo(!name.startsWith("kafka-"));
            });
  }

  /** Docker refuses to start what may use more processors than there are. */
  @Test
  void two_processors_are_enough() {
    COMPOSE
        .services()
        .forEach(
            (name, service) ->
                assertThat(Double.parseDouble(withDefaults(String.valueOf(service.get("cpus")))))
                    .as(name)
                    .isLessThanOrEqualTo(2));
  }

  /** Podman, asked by docker compose, parts the words of a check at their spaces once more. */
  @Test
  void no_word_of_a_health_check_has_spaces() {
    COMPOSE
        .services()
        .forEach(
            (name, service) ->
                assertThat(list(map(service.getOrDefault("healthcheck", Map.of())), "test"))
                    .as(name)
                    .noneMatch(word -> word.contains(" ")));
  }

  /** One that says nothing is killed at once by some engines, after ten seconds by others. */
  @Test
  void everything_is_given_time_to_end() {
    COMPOSE
        .services()
        .forEach((name, service) -> assertThat(service).as(name).containsKey("stop_grace_period"));
  }

  @Test
  void whatever_runs_on_is_watched_and_started_again() {
    COMPOSE
        .services()
        .forEach(
            (name, service) -> {
              boolean runsOn = !service.containsKey("profiles");
              assertThat(service.get("restart"))
                  .as(name)
                  .isEqualTo(runsOn ? "unless-stopped" : "no");
              assertThat(map(service.getOrDefault("healthcheck", Map.of())))
                  .as(name)
                  .containsKey(runsOn ? "test" : "disable");
            });
  }

  @Test
  void only_this_machine_reaches_what_is_published() {
    COMPOSE
        .services()
        .values()
        .forEach(s -> assertThat(list(s, "ports")).allMatch(port -> port.startsWith("127.0.0.1:")));
  }

  @Test
  void what_files_name_is_there() {
    var volumes = new HashSet<String>();
    var networks = new HashSet<String>();
    COMPOSE
        .services()
        .forEach(
            (name, service) -> {
              networks.addAll(list(service, "networks"));
              map(service.getOrDefault("depends_on", Map.of()))
                  .keySet()
                  .forEach(other -> assertThat(COMPOSE.services()).as(name).containsKey(other));
              for (String volume : list(service, "volumes")) {
                String source = volume.substring(0, volume.indexOf(':'));
                if (source.startsWith(".")) {
                  assertThat(ComposeFile.DOCKER.resolve(source)).as(name).exists();
                } else {
                  volumes.add(source);
                }
              }
            });

    assertThat(volumes).isEqualTo(COMPOSE.declared("volumes"));
    assertThat(networks).isEqualTo(COMPOSE.declared("networks"));
    assertThat(COMPOSE.services().keySet()).containsAll(GPU.services().keySet());
  }

  @Test
  void prometheus_finds_everything_that_it_scrapes() throws IOException {
    String scraped = Files.readString(ComposeFile.DOCKER.resolve("prometheus/prometheus.yml"));
    Set<String> hosts =
        TARGET
            .matcher(scraped)
            .results()
            .map(found -> found.group(1))
            .filter(host -> !host.equals("localhost"))
            .collect(Collectors.toSet());

    assertThat(hosts).contains("scorer", "alertmanager");
    assertThat(COMPOSE.services().keySet()).containsAll(hosts);
  }

  private static Settings settings(ServiceFactory factory, Map<String, String> environment) {
    var whole = new HashMap<>(environment);
    whole.put("LONGSHORE_DATA_DIRECTORY", Path.of("/var/lib/longshore").toString());
    whole.put("LONGSHORE_ADMIN_HOST", "0.0.0.0");
    return Settings.load(whole, Map.of(), Set.of(ProcessSettings.class, factory.settings()));
  }
}
