package io.longshore.standalone.endtoend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The documents that OUTPUT.md promises, by command.
 *
 * @param byCommand sample of each heading
 */
record Samples(Map<String, JsonNode> byCommand) {
  private static final Pattern SAMPLE =
      Pattern.compile("(?ms)^## `longshore ([^`]+)`$.*?^```json\\n(.*?)^```$");

  /** Objects whose keys are data. */
  private static final Set<String> FREE = Set.of("metadata", "policy", "values");

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  static Samples read(Path file) {
    try {
      var samples = new TreeMap<String, JsonNode>();
      Matcher matcher = SAMPLE.matcher(Files.readString(file));
      while (matcher.find()) {
        samples.put(matcher.group(1), parse(matcher.group(2)));
      }
      return new Samples(samples);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  /** One document, and nothing after it. */
  static JsonNode parse(String json) throws JsonProcessingException {
    return MAPPER.readTree(json);
  }

  /** Where the document that a command printed is not shaped like its sample. */
  List<String> differences(List<String> command, String printed) throws JsonProcessingException {
    Optional<Map.Entry<String, JsonNode>> sample =
        byCommand.entrySet().stream()
            .filter(e -> String.join(" ", command).startsWith(e.getKey()))
            .max(Map.Entry.comparingByKey());
    if (sample.isEmpty()) {
      return List.of("there is no sample of " + command);
    }
    var differences = new ArrayList<String>();
    compare("$", sample.get().getValue(), parse(printed), differences);
    return differences;
  }

  private static void compare(String path, JsonNode sample, JsonNode printed, List<String> into) {
    if (sample.isNull() || printed.isNull()) {
      return; // null stands for what is not known
    }
    if (sample.getNodeType() != printed.getNodeType()) {
      into.add(
          "%s is %s, in the sample %s"
              .formatted(path, printed.getNodeType(), sample.getNodeType()));
    } else if (sample.isObject() && !FREE.contains(path.substring(path.lastIndexOf('.') + 1))) {
      Set<String> names = names(sample);
      if (!names.equals(names(printed))) {
        into.add("%s has %s, in the sample %s".formatted(path, names(printed), names));
      } else {
        names.forEach(
            name -> compare(path + "." + name, sample.get(name), printed.get(name), into));
      }
    } else if (sample.isArray() && !sample.isEmpty() && !printed.isEmpty()) {
      compare(path + "[0]", sample.get(0), printed.get(0), into);
    }
  }

  private static Set<String> names(JsonNode object) {
    var names = new TreeSet<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
