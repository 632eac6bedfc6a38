package io.longshore.loadtest.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** A result as JSON, for programs and for {@link Comparison}. */
final class ResultJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ResultJson() {}

  static void write(LoadResult result, Path file) throws IOException {
    JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), of(result));
  }

  /**
   * Reads one back.
   *
   * @throws IOException if it is none
   */
  static JsonNode read(Path file) throws IOException {
    JsonNode node = JSON.readTree(file.toFile());
    if (!node.path("metrics").isObject()) {
      throw new IOException(file + " is no result of 'load run': it has no metrics");
    }
    return node;
  }

  private static ObjectNode of(LoadResult result) {
    ObjectNode root = JSON.createObjectNode();
    root.put("workload", result.workload()).put("via", result.via()).put("seed", result.seed());
    root.put("seconds", result.seconds()).put("warm_up_seconds", result.warmUpSeconds());
    root.put("sent", result.sent());
    root.set("machine", JSON.valueToTree(result.machine()));
    ObjectNode metrics = root.putObject("metrics");
    metrics.put("target_rate", result.targetRate()).put("achieved_rate", result.achievedRate());
    metrics.put("generator_late_ms", result.lateMillis());
    percentiles(metrics, "ack", result.acknowledged());
    percentiles(metrics, "scored", result.scored());
    root.set("answers", JSON.valueToTree(result.answers()));
    root.set("timeline", JSON.valueToTree(result.timeline().values()));
    root.set("marks", JSON.valueToTree(result.marks()));
    root.set("violations", JSON.valueToTree(result.violations()));
    return root;
  }

  private static void percentiles(ObjectNode metrics, String what, Histogram histogram) {
    if (histogram.getTotalCount() > 0) {
      for (double percentile : LoadResult.PERCENTILES) {
        metrics.put(name(what, percentile), LoadResult.millis(histogram, percentile));
      }
    }
  }

  private static String name(String what, double percentile) {
    String text = percentile == 100 ? "max" : String.format(Locale.ROOT, "p%s", percentile);
    return what + "_" + text.replace(".0", "") + "_ms";
  }
}
