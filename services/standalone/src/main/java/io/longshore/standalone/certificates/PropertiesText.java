package io.longshore.standalone.certificates;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.TreeMap;

/** Settings as the text of a properties file, sorted. */
final class PropertiesText {

  private PropertiesText() {}

  static byte[] of(Map<String, String> settings, String prefix) {
    var text = new StringBuilder();
    new TreeMap<>(settings)
        .forEach(
            (key, value) ->
                text.append(prefix)
                    .append(key)
                    .append('=')
                    .append(value.replace("\\", "\\\\"))
                    .append('\n'));
    return text.toString().getBytes(UTF_8);
  }
}
