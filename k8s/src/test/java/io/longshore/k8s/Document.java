package io.longshore.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** One object of a rendered overlay. */
record Document(JsonNode node) {

  String kind() {
    return node.path("kind").asText();
  }

  String apiVersion() {
    return node.path("apiVersion").asText();
  }

  String name() {
    return at("/metadata/name").asText();
  }

  /** As people say it. */
  String title() {
    return kind() + " " + name();
  }

  JsonNode at(String pointer) {
    return node.at(pointer);
  }

  Map<String, String> labels() {
    return strings(at("/metadata/labels"));
  }

  static Map<String, String> strings(JsonNode object) {
    var strings = new TreeMap<String, String>();
    object.properties().forEach(entry -> strings.put(entry.getKey(), entry.getValue().asText()));
    return strings;
  }

  static List<JsonNode> items(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).collect(Collectors.toList());
  }
}
