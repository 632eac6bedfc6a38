package io.longshore.scorer;

import io.longshore.scorer.http.HttpLimits;
import io.longshore.scorer.kafka.StreamPlan;
import io.longshore.scorer.kafka.StreamPlan.Delivery;
import io.longshore.scorer.kafka.StreamPlan.Membership;
import io.longshore.scorer.onnx.ModelLimits;
import io.longshore.scorer.onnx.Provider;
import io.longshore.scorer.pipeline.Bounds;
import io.longshore.scorer.scoring.HeapShares;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the settings mean, and what is wrong with them. */
final class SettingsReading {

  private SettingsReading() {}

  static StreamPlan stream(ScorerSettings settings, HeapShares heap) {
    return new StreamPlan(
        new Bounds(
            settings.batch(),
            settings.batchDelay(),
            settings.inFlight(),
            Math.min(settings.inFlightPixels(), heap.waitingPixels()),
            settings.waitingRequests()),
        workers(settings),
        settings.topK(),
        settings.maxPixels(),
        settings.recentImages(),
        delivery(settings.guarantee()),
        settings.commitEvery(),
        settings.commitImages(),
        settings.staticMember() ? Membership.STATIC : Membership.DYNAMIC);
  }

  static ModelLimits models(ScorerSettings settings) {
    return new ModelLimits(
        settings.batch(),
        settings.threads(),
        settings.maxArtifactBytes(),
        Provider.parse(settings.provider()));
  }

  static HttpLimits http(ScorerSettings settings) {
    ScorerSettings.Http http = settings.http();
    return new HttpLimits(
        http.bodyBytes(),
        http.underWayBytes(),
        http.images(),
        (int) Math.min(Integer.MAX_VALUE, settings.maxPixels()),
        http.idle(),
        http.body(),
        http.answer(),
        http.threads());
  }

  static int workers(ScorerSettings settings) {
    return settings.workers().orElse(Runtime.getRuntime().availableProcessors());
  }

  private static Delivery delivery(String text) {
    for (Delivery delivery : Delivery.values()) {
      if (delivery.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(text)) {
        return delivery;
      }
    }
    throw new IllegalArgumentException("'" + text + "' is neither at-least-once nor exactly-once");
  }

  /** One line for each setting that cannot be; empty if all can. */
  static List<String> problems(ScorerSettings settings) {
    var problems = new ArrayList<String>();
    atLeast(1, "batch", settings.batch(), problems);
    atLeast(0, "batch-delay", seconds(settings.batchDelay()), problems);
    atLeast(1, "workers", workers(settings), problems);
    atLeast(1, "threads", settings.threads(), problems);
    atLeast(1, "in-flight", settings.inFlight(), problems);
    atLeast(1, "in-flight-pixels", (double) settings.inFlightPixels(), problems);
    atLeast(1, "waiting-requests", settings.waitingRequests(), problems);
    atLeast(0, "commit-every", seconds(settings.commitEvery()), problems);
    atLeast(1, "commit-images", settings.commitImages(), problems);
    atLeast(1, "top-k", settings.topK(), problems);
    atLeast(1, "max-pixels", (double) settings.maxPixels(), problems);
    atLeast(1, "max-artifact-bytes", (double) settings.maxArtifactBytes(), problems);
    atLeast(1, "recent-images", settings.recentImages(), problems);
    atLeast(0, "manifest-patience", seconds(settings.manifestPatience()), problems);
    atLeast(0.001, "report-every", seconds(settings.reportEvery()), problems);
    atLeast(0, "trim.tau", settings.trim().tau(), problems);
    atLeast(0, "trim.limit", settings.trim().limit(), problems);
    atLeast(1, "http.threads", settings.http().threads(), problems);
    atLeast(1, "http.images", settings.http().images(), problems);
    atLeast(1, "http.body-bytes", settings.http().bodyBytes(), problems);
    atLeast(
        2.0 * settings.http().bodyBytes(),
        "http.under-way-bytes",
        settings.http().underWayBytes(),
        problems);
    named("guarantee", () -> delivery(settings.guarantee()), problems);
    named("provider", () -> Provider.check(settings.provider()), problems);
    return problems;
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private static void atLeast(double least, String key, double value, List<String> problems) {
    if (!(value >= least) || Double.isInfinite(value)) {
      problems.add("longshore.scorer.%s is %s; the least is %s".formatted(key, value, least));
    }
  }

  private static void named(String key, Runnable reading, List<String> problems) {
    try {
      reading.run();
    } catch (IllegalArgumentException e) {
      problems.add("longshore.scorer.%s: %s".formatted(key, e.getMessage()));
    }
  }
}
