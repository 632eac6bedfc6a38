package io.longshore.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;

/** Plants an error in manifests that are right but for it: each rule finds what it is for. */
final class Planted {
  static final String SCORER = "longshore-scorer";
  static final String POD = "/spec/template/spec";
  static final String CONTAINER = POD + "/containers/0";

  private Planted() {}

  static Overlay prod() {
    return Kustomize.overlay("prod");
  }

  static Overlay scram() {
    return Kustomize.overlay("scram");
  }

  /** A rule is content with prod, and says certain words of it with an error in one object. */
  static void assertFound(
      Rule rule, String kind, String name, Consumer<ObjectNode> error, String words) {
    List<String> found = rule.violations(prod().with(kind, name, error));

    assertThat(rule.violations(prod())).isEmpty();
    assertThat(found).isNotEmpty().anyMatch(problem -> problem.contains(words));
  }

  /** An error below a place of an object. */
  static Consumer<ObjectNode> at(String pointer, Consumer<ObjectNode> error) {
    return document -> {
      JsonNode place = document.at(pointer);
      if (!(place instanceof ObjectNode object)) {
        throw new IllegalArgumentException("no object at " + pointer);
      }
      error.accept(object);
    };
  }
}
