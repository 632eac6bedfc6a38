package io.longshore.k8s;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * All objects of an overlay, as kustomize renders them.
 *
 * @param name of its folder
 */
record Overlay(String name, List<Document> documents) {
  private static final YAMLMapper YAML = new YAMLMapper();

  static Overlay parse(String name, String yaml) {
    try (var parser = YAML.getFactory().createParser(yaml)) {
      List<JsonNode> nodes = YAML.readerFor(JsonNode.class).<JsonNode>readValues(parser).readAll();
      return new Overlay(name, nodes.stream().map(Document::new).toList());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(name + " is no YAML", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Document> all(String kind) {
    return documents.stream().filter(document -> document.kind().equals(kind)).toList();
  }

  Optional<Document> find(String kind, String named) {
    return all(kind).stream().filter(document -> document.name().equals(named)).findFirst();
  }

  List<Workload> workloads() {
    return documents.stream()
        .filter(d -> d.kind().equals("Deployment") || d.kind().equals("StatefulSet"))
        .map(Workload::new)
        .toList();
  }

  /** The same with an error in one object. */
  Overlay with(String kind, String named, Consumer<ObjectNode> error) {
    if (find(kind, named).isEmpty()) {
      throw new IllegalArgumentException("no %s %s in %s".formatted(kind, named, name));
    }
    return new Overlay(
        name,
        documents.stream()
            .map(
                document -> {
                  if (!document.kind().equals(kind) || !document.name().equals(named)) {
                    return document;
                  }
                  ObjectNode changed = document.node().deepCopy();
                  error.accept(changed);
                  return new Document(changed);
                })
            .toList());
  }

  /** The same without one object. */
  Overlay without(String kind, String named) {
    return new Overlay(
        name,
        documents.stream().filter(d -> !d.kind().equals(kind) || !d.name().equals(named)).toList());
  }
}
