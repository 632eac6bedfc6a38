package io.longshore.standalone.containers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A compose file as an engine reads it: anchors and merges resolved, variables at their defaults.
 *
 * @param tree of maps, lists and scalars
 */
record ComposeFile(Map<String, Object> tree) {
  static final Path DOCKER = Path.of("..", "..", "docker").toAbsolutePath().normalize();

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)(?::-([^}]*))?}");

  /** Every key of a service that the Compose Specification has and these files may use. */
  private static final Set<String> SERVICE_KEYS =
      Set.of(
          "cap_drop",
          "command",
          "cpus",
          "depends_on",
          "deploy",
          "entrypoint",
          "environment",
          "healthcheck",
          "image",
          "logging",
          "mem_limit",
          "networks",
          "pids_limit",
          "ports",
          "profiles",
          "read_only",
          "restart",
          "security_opt",
          "stop_grace_period",
          "tmpfs",
          "user",
          "volumes");

  private static final Set<String> HEALTH_KEYS =
      Set.of("test", "interval", "timeout", "retries", "start_period", "disable");
  private static final Set<String> TOP_KEYS = Set.of("name", "services", "networks", "volumes");

  static ComposeFile read(String name) {
    try {
      return parse(Files.readString(DOCKER.resolve(name), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ComposeFile parse(String text) {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    Object tree = new Yaml(new SafeConstructor(options)).load(text);
    return new ComposeFile(map(tree));
  }

  Map<String, Map<String, Object>> services() {
    return maps("services");
  }

  Map<String, Object> service(String name) {
    return Objects.requireNonNull(services().get(name), name);
  }

  /** Names of what is declared at the top: networks or volumes. */
  Set<String> declared(String what) {
    return maps(what).keySet();
  }

  /** Keys that an engine would refuse, or worse, pass over. */
  List<String> unknownKeys() {
    return Stream.concat(
            strangers(
                "the file", tree.keySet().stream().filter(k -> !k.startsWith("x-")), TOP_KEYS),
            services().entrySet().stream()
                .flatMap(
                    s ->
                        Stream.concat(
                            strangers(s.getKey(), s.getValue().keySet().stream(), SERVICE_KEYS),
                            strangers(
                                s.getKey() + ".healthcheck",
                                map(s.getValue().getOrDefault("healthcheck", Map.of()))
                                    .keySet()
                                    .stream(),
                                HEALTH_KEYS))))
        .toList();
  }

  /** The environment of a service with variables at their defaults. */
  static Map<String, String> environment(Map<String, Object> service) {
    var environment = new TreeMap<String, String>();
    map(service.getOrDefault("environment", Map.of()))
        .forEach((name, value) -> environment.put(name, withDefaults(String.valueOf(value))));
    return environment;
  }

  static String withDefaults(String text) {
    return VARIABLE
        .matcher(text)
        .replaceAll(
            found -> Matcher.quoteReplacement(found.group(2) == null ? "" : found.group(2)));
  }

  static List<String> list(Map<String, Object> service, String key) {
    return service.get(key) instanceof List<?> values
        ? values.stream().map(String::valueOf).toList()
        : List.of();
  }

  static Map<String, Object> map(Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException("a map was expected, and not " + value);
    }
    var typed = new LinkedHashMap<String, Object>();
    map.forEach((k, v) -> typed.put(String.valueOf(k), v));
    return typed;
  }

  private Map<String, Map<String, Object>> maps(String key) {
    var maps = new LinkedHashMap<String, Map<String, Object>>();
    map(tree.getOrDefault(key, Map.of())).forEach((name, value) -> maps.put(name, map(value)));
    return maps;
  }

  private static Stream<String> strangers(String where, Stream<String> keys, Set<String> known) {
    return keys.filter(key -> !known.contains(key)).map(key -> where + ": " + key);
  }
}
