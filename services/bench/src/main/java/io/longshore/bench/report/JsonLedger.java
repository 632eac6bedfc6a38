package io.longshore.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longshore.bench.machine.Machine;
import io.longshore.bench.ssd.Ledger;
import io.longshore.bench.ssd.MemoryLedger;
import io.longshore.bench.ssd.Row;
import io.longshore.bench.ssd.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/** Rows in a JSON file that is replaced as a whole at every change. */
public final class JsonLedger implements Ledger {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Path file;
  private final Machine machine;
  private final MemoryLedger rows = new MemoryLedger();

  private JsonLedger(Path file, Machine machine) {
    this.file = file;
    this.machine = machine;
  }

  /**
   * The ledger in that file, which need not be there yet.
   *
   * @throws UnreadableResultException if the file is there and is no result of a benchmark
   */
  public static JsonLedger open(Path file, Machine machine) {
    var ledger = new JsonLedger(file, machine);
    if (Files.exists(file)) {
      ledger.read();
    }
    return ledger;
  }

  private void read() {
    try {
      JsonNode found = JSON.readTree(file.toFile()).path("rows");
      if (!found.isArray()) {
        throw new UnreadableResultException(file, "it has no rows");
      }
      found.forEach(row -> rows.put(RowJson.read(row)));
    } catch (IOException | IllegalArgumentException e) {
      throw new UnreadableResultException(file, String.valueOf(e.getMessage()));
    }
  }

  private void write() {
    ObjectNode root = JSON.createObjectNode();
    root.set("machine", JSON.valueToTree(machine));
    root.put("accuracy", "percent of test images, mean over classes, at the last epoch");
    rows.rows().forEach(row -> root.withArray("rows").add(RowJson.write(row)));
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

  @Override
  public Optional<Row> find(Settings settings) {
    return rows.find(settings);
  }

  @Override
  public void put(Row row) {
    rows.put(row);
    write();
  }

  @Override
  public void remove(Settings settings) {
    if (rows.find(settings).isPresent()) {
      rows.remove(settings);
      write();
    }
  }

  @Override
  public List<Row> rows() {
    return rows.rows();
  }
}
