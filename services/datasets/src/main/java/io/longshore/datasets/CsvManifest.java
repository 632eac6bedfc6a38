package io.longshore.datasets;

import io.longshore.domain.image.ImageFormat;
import io.longshore.domain.label.ClassName;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file that lists images: a header with the columns {@code path,label} and, if wanted, {@code
 * unit} and {@code time} in any order, then one image a line. Paths are relative to the CSV's
 * folder and stay within it; times are ISO 8601 with an offset, such as {@code
 * 2026-03-01T12:00:00Z}. An empty unit or time means none.
 */
public final class CsvManifest {

  private static final List<String> COLUMNS = List.of("path", "label", "unit", "time");

  private final Path file;
  private final Path folder;
  private final String name;
  private final LineProblems problems;
  private final Map<Path, Integer> lineOf = new HashMap<>();

  private CsvManifest(Path file) {
    this.file = file;
    this.problems = new LineProblems(file);
    this.folder = file.toAbsolutePath().normalize().resolveSibling("");
    this.name = String.valueOf(file.getFileName()).replaceFirst("(?i)\\.csv$", "");
  }

  /**
   * Reads the manifest and checks that every image file is there; no image is opened.
   *
   * @throws DatasetException with every problem, by line number, up to the first 20
   */
  public static Dataset open(Path file) {
    return new CsvManifest(file).read();
  }

  private Dataset read() {
    List<String> lines = lines();
    if (lines.isEmpty()) {
      throw new DatasetException(file + " is empty; the first line must be path,label[,unit,time]");
    }
    Map<String, Integer> columns = columns(lines.get(0));
    List<LabelledImage> images = new ArrayList<>(lines.size());
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        addRow(i + 1, lines.get(i), columns, images);
      }
    }
    if (images.isEmpty() && problems.count() == 0) {
      problems.add(lines.size(), "no image is listed under the header");
    }
    problems.refuseAny();
    List<String> classes = images.stream().map(LabelledImage::label).distinct().sorted().toList();
    return new Dataset(name, classes, images, List.of());
  }

  private List<String> lines() {
    try {
      List<String> lines = new ArrayList<>(Files.readAllLines(file));
      if (!lines.isEmpty() && lines.get(0).startsWith("\uFEFF")) {
        lines.set(0, lines.get(0).substring(1));
      }
      return lines;
    } catch (CharacterCodingException e) {
      throw new DatasetException(file + " is not UTF-8 text; save it as UTF-8", e);
    } catch (IOException e) {
      throw new DatasetException("cannot read " + file + ": " + e, e);
    }
  }

  private Map<String, Integer> columns(String header) {
    Map<String, Integer> columns = new HashMap<>();
    List<String> names = split(1, header);
    for (int i = 0; i < names.size(); i++) {
      String column = names.get(i).strip();
      if (!COLUMNS.contains(column)) {
        problems.add(1, "unknown column '" + column + "'; the columns are " + COLUMNS);
      } else if (columns.put(column, i) != null) {
        problems.add(1, "column '" + column + "' stands twice");
      }
    }
    if (!columns.containsKey("path") || !columns.containsKey("label")) {
      problems.add(1, "the header must name the columns path and label, got '" + header + "'");
    }
    problems.refuseAny();
    return columns;
  }

  private void addRow(
      int line, String text, Map<String, Integer> columns, List<LabelledImage> images) {
    List<String> fields = split(line, text);
    if (fields.isEmpty()) {
      return;
    }
    if (fields.size() != columns.size()) {
      problems.add(line, fields.size() + " fields under a header of " + columns.size());
      return;
    }
    int before = problems.count();
    Path image = image(line, field(fields, columns, "path"));
    String label = label(line, field(fields, columns, "label"));
    Instant time = time(line, field(fields, columns, "time"));
    if (problems.count() > before || image == null) {
      return;
    }
    String relative = folder.relativize(image).toString();
    ImageFormat format = ImageFile.claimed(image).orElseThrow();
    LabelledImage plain =
        LabelledImage.of(
            ImageFile.id(name + "/" + relative), label, () -> ImageFile.read(image, format));
    String unit = field(fields, columns, "unit");
    images.add(
        new LabelledImage(
            plain.id(), label, unit.isEmpty() ? plain.unit() : unit, time, plain.source()));
  }

  private static String field(List<String> fields, Map<String, Integer> columns, String column) {
    Integer at = columns.get(column);
    return at == null ? "" : fields.get(at).strip();
  }

  private List<String> split(int line, String text) {
    try {
      return CsvLine.split(text);
    } catch (IllegalArgumentException e) {
      problems.add(line, e.getMessage());
      return List.of();
    }
  }

  private @Nullable Path image(int line, String path) {
    Path image;
    try {
      image = folder.resolve(path).normalize();
    } catch (InvalidPathException e) {
      problems.add(line, "'" + path + "' is not a path: " + e.getReason());
      return null;
    }
    Integer earlier = lineOf.putIfAbsent(image, line);
    if (path.isEmpty()) {
      problems.add(line, "the path is empty");
    } else if (!image.startsWith(folder)) {
      problems.add(
          line, "'" + path + "' leaves the manifest's folder; put the CSV above its images");
    } else if (earlier != null) {
      problems.add(line, "'" + path + "' is already on line " + earlier);
    } else if (ImageFile.claimed(image).isEmpty()) {
      problems.add(line, "'" + path + "' is not named .png, .jpg or .jpeg");
    } else if (!Files.isRegularFile(image)) {
      problems.add(line, "there is no file '" + path + "'");
    }
    return image;
  }

  private String label(int line, String label) {
    try {
      return ClassName.check(label);
    } catch (IllegalArgumentException e) {
      problems.add(line, "the label is not usable: " + e.getMessage());
      return "";
    }
  }

  private @Nullable Instant time(int line, String time) {
    if (time.isEmpty()) {
      return null;
    }
    try {
      return Instant.parse(time);
    } catch (DateTimeParseException e) {
      problems.add(line, "'" + time + "' is not a time such as 2026-03-01T12:00:00Z");
      return null;
    }
  }
}
