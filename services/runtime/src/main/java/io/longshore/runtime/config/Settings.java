package io.longshore.runtime.config;

import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The settings of a process, read once: defaults, then a file, then the environment, then the
 * command line, each over the one before.
 *
 * <p>Typed interfaces say what there is ({@link io.smallrye.config.ConfigMapping}). A key under
 * {@code longshore.} that no interface knows is an error, and all errors are told at once. Keys
 * under {@code kafka.} are Kafka's own and pass through untouched.
 */
public final class Settings {
  /** The environment variable that names the settings file. */
  static final String FILE_VARIABLE = "LONGSHORE_CONFIG";

  /** Variables of ours that are read elsewhere: the second by the configuration of logging. */
  private static final Set<String> NO_SETTINGS = Set.of(FILE_VARIABLE, "LONGSHORE_LOG_FORMAT");

  private static final String OURS = "longshore.";
  private static final String KAFKA = "kafka.";
  private static final Pattern UNKNOWN =
      Pattern.compile("(.+) in PropertiesConfigSource\\[source=(.+)] does not map to any root");
  private static final Pattern LIBRARY_TALK =
      Pattern.compile("(^[\\w.]+Exception: )|(SRCFG\\d+: )");
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i).*(password|secret|token|jaas|credential|private\\.key|keystore\\.key).*");

  private final SmallRyeConfig config;
  private final Set<String> known;
  private final SortedMap<String, String> kafka;

  private Settings(SmallRyeConfig config, Set<String> known, SortedMap<String, String> kafka) {
    this.config = config;
    this.known = known;
    this.kafka = kafka;
  }

  /**
   * Reads the settings.
   *
   * @param environment of the process: {@code LONGSHORE_CONFIG} names a Java properties file,
   *     {@code LONGSHORE_TOPICS_PREFIX} is {@code longshore.topics.prefix}, {@code
   *     KAFKA_BOOTSTRAP_SERVERS} is {@code kafka.bootstrap.servers}
   * @param commandLine by key
   * @param mappings the typed interfaces of this process
   * @throws InvalidSettingsException naming every problem
   */
  public static Settings load(
      Map<String, String> environment, Map<String, String> commandLine, Set<Class<?>> mappings) {
    Optional<Path> file = Optional.ofNullable(environment.get(FILE_VARIABLE)).map(Path::of);
    Map<String, String> fromFile = file.map(Settings::read).orElse(Map.of());
    var builder =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withSources(
                new PropertiesConfigSource(
                    fromFile, file.map(Path::toString).orElse("no file"), 200))
            .withSources(new EnvConfigSource(ours(environment), 300))
            .withSources(new PropertiesConfigSource(commandLine, "command line", 400));
    mappings.forEach(builder::withMapping);
    Set<String> known =
        mappings.stream()
            .flatMap(
                m -> ConfigMappings.getProperties(ConfigClass.configClass(m)).keySet().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    var problems = new TreeSet<>(unknownEnvironment(environment, known));
    file.ifPresent(path -> problems.addAll(strangers(fromFile, path.toString())));
    problems.addAll(strangers(commandLine, "command line"));
    SmallRyeConfig config;
    try {
      config = builder.build();
    } catch (ConfigValidationException e) {
      problems.addAll(problems(e));
      throw new InvalidSettingsException(problems);
    }
    if (!problems.isEmpty()) {
      throw new InvalidSettingsException(problems);
    }
    var kafka = new TreeMap<String, String>();
    fromFile.forEach((k, v) -> passThrough(kafka, k, v));
    environment.forEach((k, v) -> passThrough(kafka, k.startsWith("KAFKA_") ? dotted(k) : "", v));
    commandLine.forEach((k, v) -> passThrough(kafka, k, v));
    return new Settings(config, known, Collections.unmodifiableSortedMap(kafka));
  }

  /** The settings of one typed interface. */
  public <T> T of(Class<T> mapping) {
    return config.getConfigMapping(mapping);
  }

  /** Kafka's own settings, without the {@code kafka.} prefix. */
  public SortedMap<String, String> kafka() {
    return kafka;
  }

  /** Every key in force with its value, one a line, secrets masked. */
  public String table() {
    var lines = new TreeMap<String, String>();
    known.forEach(
        name ->
            lines.put(
                name, Optional.ofNullable(config.getConfigValue(name).getValue()).orElse("")));
    kafka.forEach((name, value) -> lines.put(KAFKA + name, value));
    int width = lines.keySet().stream().mapToInt(String::length).max().orElse(0);
    var table = new StringBuilder();
    lines.forEach(
        (name, value) ->
            table.append(
                ("  %-" + width + "s  %s%n")
                    .formatted(name, SECRET.matcher(name).matches() ? "********" : value)));
    return table.toString();
  }

  private static Map<String, String> read(Path file) {
    var properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new InvalidSettingsException(
          List.of("settings file " + file + " cannot be read: " + e));
    }
    var map = new HashMap<String, String>();
    properties.forEach((k, v) -> map.put(k.toString(), v.toString()));
    return map;
  }

  private static Map<String, String> ours(Map<String, String> environment) {
    var ours = new HashMap<String, String>();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith("LONGSHORE_") && !NO_SETTINGS.contains(name)) {
            ours.put(name, value);
          }
        });
    return ours;
  }

  private static void passThrough(Map<String, String> kafka, String key, String value) {
    if (key.startsWith(KAFKA)) {
      kafka.put(key.substring(KAFKA.length()), value);
    }
  }

  private static String dotted(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '.');
  }

  /** Keys that are neither ours nor Kafka's: a typo in the first word must not pass for silence. */
  private static List<String> strangers(Map<String, String> given, String source) {
    return given.keySet().stream()
        .filter(key -> !key.startsWith(OURS) && !key.startsWith(KAFKA))
        .map(key -> "%s in %s: settings begin with %s or %s".formatted(key, source, OURS, KAFKA))
        .toList();
  }

  /**
   * The library maps environment names to known keys and is silent about the rest; a typo there
   * must not be.
   */
  private static List<String> unknownEnvironment(
      Map<String, String> environment, Set<String> known) {
    Set<String> names =
        known.stream()
            .map(key -> key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"))
            .collect(Collectors.toSet());
    return ours(environment).keySet().stream()
        .filter(name -> !names.contains(name))
        .sorted()
        .map(name -> "environment variable " + name + " is not a setting of this process")
        .toList();
  }

  private static List<String> problems(ConfigValidationException e) {
    return IntStream.range(0, e.getProblemCount())
        .mapToObj(i -> plain(e.getProblem(i).getMessage()))
        .toList();
  }

  private static String plain(String problem) {
    String plain = LIBRARY_TALK.matcher(problem).replaceAll("");
    Matcher unknown = UNKNOWN.matcher(plain);
    return unknown.matches()
        ? unknown.group(1) + " in " + unknown.group(2) + " is not a setting of this process"
        : plain;
  }
}
