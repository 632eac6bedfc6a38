package io.longshore.datasets;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits one line of comma-separated values; quotes as in RFC 4180, but no line breaks within a
 * field.
 */
public final class CsvLine {

  private CsvLine() {}

  /**
   * @throws IllegalArgumentException when a quote is not closed, or text follows a closing quote
   */
  public static List<String> split(String line) {
    List<String> fields = new ArrayList<>();
    int at = 0;
    while (true) {
      StringBuilder field = new StringBuilder();
      if (at < line.length() && line.charAt(at) == '"') {
        at = quoted(line, at + 1, field);
      } else {
        int comma = line.indexOf(',', at);
        int end = comma < 0 ? line.length() : comma;
        field.append(line, at, end);
        at = end;
      }
      fields.add(field.toString());
      if (at == line.length()) {
        return fields;
      }
      if (line.charAt(at) != ',') {
        throw new IllegalArgumentException(
            "text after the closing quote of field " + fields.size());
      }
      at++;
    }
  }

  /** Reads up to the closing quote and returns the place after it. */
  private static int quoted(String line, int from, StringBuilder field) {
    int at = from;
    while (true) {
      int quote = line.indexOf('"', at);
      if (quote < 0) {
        throw new IllegalArgumentException("a quote is opened and not closed");
      }
      field.append(line, at, quote);
      boolean doubled = quote + 1 < line.length() && line.charAt(quote + 1) == '"';
      if (!doubled) {
        return quote + 1;
      }
      field.append('"');
      at = quote + 2;
    }
  }
}
