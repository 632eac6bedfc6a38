package io.longshore.console.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longshore.console.state.JudgedImage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One class, with places of its recent images. */
public final class ClassView {
  private final TailView tail;

  public ClassView(TailView tail) {
    this.tail = tail;
  }

  /**
   * The class; empty if nobody named it yet.
   *
   * @param recent images of the class, newest first
   */
  public Optional<ObjectNode> of(ClassFacts facts, String name, List<JudgedImage> recent) {
    return facts.classes().stream()
        .filter(c -> c.name().equals(name))
        .findFirst()
        .map(
            found -> {
              ObjectNode json = Json.object();
              tail.write(found, json);
              json.set("takenFor", takenFor(name, recent));
              ArrayNode images = json.putArray("recent");
              recent.forEach(image -> images.add(image(image)));
              return json;
            });
  }

  private static ArrayNode takenFor(String name, List<JudgedImage> recent) {
    Map<String, Integer> counts = new TreeMap<>();
    recent.stream()
        .filter(image -> image.label().equals(name) && !image.isRight())
        .forEach(image -> counts.merge(image.predicted(), 1, Integer::sum));
    ArrayNode json = Json.array();
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .forEach(
            entry -> json.addObject().put("name", entry.getKey()).put("images", entry.getValue()));
    return json;
  }

  private static ObjectNode image(JudgedImage image) {
    ObjectNode json = Json.object();
    json.put("image", image.image().value());
    json.put("at", image.location().toString());
    json.put("label", image.label());
    json.put("predicted", image.predicted());
    json.set("probability", Json.number(image.probability()));
    json.put("right", image.isRight());
    json.put("model", image.model().value());
    json.set("scoredAt", Json.time(image.scoredAt()));
    return json;
  }
}
