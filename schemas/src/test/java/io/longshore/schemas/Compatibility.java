package io.longshore.schemas;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whether records written by one release are read by another, older or newer.
 *
 * <p>Allowed: a new message, enum, enum value or variant; a new field that is repeated or may be
 * absent; and to remove such a field if its number and its name are reserved.
 */
final class Compatibility {
  private final SchemaText released;
  private final SchemaText current;
  private final List<String> breaks = new ArrayList<>();

  private Compatibility(SchemaText released, SchemaText current) {
    this.released = released;
    this.current = current;
  }

  /** What is broken, in words; empty if nothing is. */
  static List<String> breaks(SchemaText released, SchemaText current) {
    var comparison = new Compatibility(released, current);
    released.lines().forEach(comparison::checkReleased);
    current.lines().forEach(comparison::checkAdded);
    return List.copyOf(comparison.breaks);
  }

  private void checkReleased(String declared, String how) {
    String now = current.lines().get(declared);
    if (now == null) {
      checkRemoved(declared, how);
    } else if (!now.equals(how)) {
      breaks.add("%s was '%s' and is now '%s'".formatted(declared, how, now));
    }
  }

  private void checkRemoved(String declared, String how) {
    if (!declared.startsWith("field ")) {
      breaks.add(declared + " was removed");
    } else if (required(how)) {
      breaks.add(declared + " was removed, but older readers refuse records without it");
    } else {
      int dot = declared.lastIndexOf('.');
      String reserved = "reserved " + declared.substring("field ".length(), dot) + " ";
      String number = how.substring(0, how.indexOf(' '));
      for (String kept : List.of(number, declared.substring(dot + 1))) {
        if (!current.lines().containsKey(reserved + kept)) {
          breaks.add("%s was removed without 'reserved %s'".formatted(declared, kept));
        }
      }
    }
  }

  private void checkAdded(String declared, String how) {
    Map<String, String> before = released.lines();
    if (!declared.startsWith("field ") || before.containsKey(declared)) {
      return;
    }
    String message = declared.substring("field ".length(), declared.lastIndexOf('.'));
    if (before.containsKey("message " + message) && required(how)) {
      breaks.add(declared + " was added, but older records lack it: let it be absent");
    }
  }

  /** Whether a reader refuses a message without the field. */
  private static boolean required(String how) {
    return how.contains(" optional ") && !how.endsWith(" may-be-absent");
  }
}
