package io.longshore.standalone.cli;

import java.util.SortedMap;

/** KEY=VALUE on a command line; without a value it takes back what is set. */
record Assignment(String key, String value) {

  /**
   * An assignment.
   *
   * @param example for the message, if the text is none
   */
  static Assignment parse(String text, String example) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw new WrongUsageException("'" + text + "' is no KEY=VALUE, such as " + example);
    }
    return new Assignment(text.substring(0, equals).strip(), text.substring(equals + 1).strip());
  }

  void change(SortedMap<String, String> set) {
    if (!value.isEmpty()) {
      set.put(key, value);
    } else if (set.remove(key) == null) {
      throw new WrongUsageException("'" + key + "' is not set, so it cannot be taken back");
    }
  }
}
