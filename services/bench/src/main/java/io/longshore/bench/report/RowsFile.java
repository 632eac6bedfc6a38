package io.longshore.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longshore.bench.machine.Machine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A JSON file of rows, replaced as a whole at every change.
 *
 * @param head what stands before the rows, beside the machine
 */
record RowsFile(Path file, Machine machine, ObjectNode head) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /**
   * The rows; none, where there is no file yet.
   *
   * @throws UnreadableResultException if the file is there and is no result of a benchmark
   */
  List<JsonNode> read() {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      JsonNode found = JSON.readTree(file.toFile()).path("rows");
      if (!found.isArray()) {
        throw new UnreadableResultException(file, "it has no rows");
      }
      List<JsonNode> rows = new ArrayList<>();
      found.forEach(rows::add);
      return rows;
    } catch (IOException e) {
      throw new UnreadableResultException(file, String.valueOf(e.getMessage()));
    }
  }

  void write(List<? extends JsonNode> rows) {
    ObjectNode root = JSON.createObjectNode();
    root.set("machine", JSON.valueToTree(machine));
    root.setAll(head);
    root.putArray("rows").addAll(rows);
    Path draft = file.resolveSibling(file.getFileName() + ".draft");
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      JSON.writeValue(draft.toFile(), root);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the results to " + file, e);
    }
  }
}
