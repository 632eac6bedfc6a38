package io.longshore.console.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.model.ShotGroup;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** The values of the interface: times in milliseconds, numbers of four digits, null for nothing. */
final class Json {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int DIGITS = 4;
  private static final double EXACT = 1e15;

  /** The group of a class that the live model does not know. */
  static final int UNKNOWN_GROUP = 3;

  private Json() {}

  static ObjectNode object() {
    return NODES.objectNode();
  }

  static ArrayNode array() {
    return NODES.arrayNode();
  }

  static ValueNode nothing() {
    return NODES.nullNode();
  }

  /** Null if it is not finite; a whole number has no point. */
  static ValueNode number(double value) {
    if (!Double.isFinite(value)) {
      return NODES.nullNode();
    }
    double rounded = rounded(value);
    return rounded == Math.rint(rounded) && Math.abs(rounded) < EXACT
        ? NODES.numberNode((long) rounded)
        : NODES.numberNode(rounded);
  }

  static ValueNode number(OptionalDouble value) {
    return value.isPresent() ? number(value.getAsDouble()) : NODES.nullNode();
  }

  /** The nearest number of four significant digits. */
  static double rounded(double value) {
    if (value == 0 || !Double.isFinite(value)) {
      return value;
    }
    int places = DIGITS - 1 - (int) Math.floor(Math.log10(Math.abs(value)));
    if (Math.abs(places) > 300) {
      return value;
    }
    // Powers of ten up to 22 are exact, so one rounding remains: what is printed is short.
    double scale = Math.pow(10, Math.abs(places));
    return places >= 0 ? Math.rint(value * scale) / scale : Math.rint(value / scale) * scale;
  }

  static ValueNode ratio(long part, long whole) {
    return whole == 0 ? NODES.nullNode() : number((double) part / whole);
  }

  static ValueNode time(Instant at) {
    return NODES.numberNode(at.toEpochMilli());
  }

  static ValueNode time(Optional<Instant> at) {
    return at.<ValueNode>map(Json::time).orElseGet(NODES::nullNode);
  }

  static ValueNode text(Optional<String> text) {
    return text.<ValueNode>map(NODES::textNode).orElseGet(NODES::nullNode);
  }

  static ValueNode version(Optional<ModelVersion> version) {
    return text(version.map(ModelVersion::value));
  }

  static int group(ShotGroup group) {
    return switch (group) {
      case MANY -> 0;
      case MEDIUM -> 1;
      case FEW -> 2;
    };
  }

  /** {@code ROLLED_BACK} as {@code rolled-back}. */
  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
