package io.longshore.console.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Arrays of one length, by name. */
final class Columns {
  private final ObjectNode into;

  private Columns(ObjectNode into) {
    this.into = into;
  }

  /** Columns that are fields of an object. */
  static Columns in(ObjectNode object) {
    return new Columns(object);
  }

  /** Columns of these names in a new object, in this order. */
  static Columns of(String... names) {
    var columns = new Columns(Json.object());
    for (String name : names) {
      columns.to(name);
    }
    return columns;
  }

  /** The column of this name. */
  ArrayNode to(String name) {
    return into.get(name) instanceof ArrayNode known ? known : into.putArray(name);
  }

  ObjectNode object() {
    return into;
  }
}
