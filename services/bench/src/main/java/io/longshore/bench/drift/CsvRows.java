package io.longshore.bench.drift;

import io.longshore.datasets.CsvLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Some columns of a table of comma-separated values with a header line, gzipped if the name says
 * so.
 *
 * @param rows the columns asked for, stripped, in the order asked
 * @param broken lines that are no row of the table: another number of fields, a quote left open
 */
public record CsvRows(List<List<String>> rows, int broken) {

  /**
   * Reads the columns of these names.
   *
   * @throws UnreadableTableException if the file cannot be read or lacks a column
   */
  public static CsvRows read(Path file, String... columns) {
    try (BufferedReader reader = open(file)) {
      String first = reader.readLine();
      if (first == null) {
        throw new UnreadableTableException(file, "is empty; a header line is needed");
      }
      List<String> header = CsvLine.split(first).stream().map(String::strip).toList();
      int[] places = Arrays.stream(columns).mapToInt(name -> place(file, header, name)).toArray();
      List<List<String>> rows = new ArrayList<>();
      int broken = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        List<String> fields = fields(line);
        if (fields.size() == header.size()) {
          rows.add(Arrays.stream(places).mapToObj(at -> fields.get(at).strip()).toList());
        } else {
          broken += line.isBlank() ? 0 : 1;
        }
      }
      return new CsvRows(List.copyOf(rows), broken);
    } catch (IOException | IllegalArgumentException e) {
      throw new UnreadableTableException(file, "cannot be read: " + e.getMessage());
    }
  }

  private static int place(Path file, List<String> header, String name) {
    int place = header.indexOf(name);
    if (place < 0) {
      throw new UnreadableTableException(file, "has no column '" + name + "' but " + header);
    }
    return place;
  }

  private static List<String> fields(String line) {
    try {
      return CsvLine.split(line);
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }

  private static BufferedReader open(Path file) throws IOException {
    InputStream bytes = Files.newInputStream(file);
    InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
    return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
  }
}
