package io.longshore.scorer;

import io.longshore.runtime.Service;
import io.longshore.runtime.ServiceContext;
import io.longshore.runtime.ServiceFactory;
import io.longshore.runtime.config.InvalidSettingsException;
import io.longshore.runtime.config.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Wires the scorer. */
public final class ScorerServiceFactory implements ServiceFactory {

  @Override
  public Class<?> settings() {
    return ScorerSettings.class;
  }

  @Override
  public Service create(Settings settings, ServiceContext context) {
    ScorerSettings own = settings.of(ScorerSettings.class);
    List<String> problems = problems(own);
    if (!problems.isEmpty()) {
      throw new InvalidSettingsException(problems);
    }
    return new ScorerService(own, context);
  }

  static List<String> problems(ScorerSettings settings) {
    var problems = new ArrayList<String>();
    atLeast(1, "batch", settings.batch(), problems);
    atLeast(1, "threads", settings.threads(), problems);
    atLeast(1, "top-k", settings.topK(), problems);
    atLeast(1, "max-pixels", (double) settings.maxPixels(), problems);
    atLeast(1, "max-artifact-bytes", (double) settings.maxArtifactBytes(), problems);
    atLeast(1, "recent-images", settings.recentImages(), problems);
    atLeast(0, "manifest-patience", seconds(settings.manifestPatience()), problems);
    atLeast(0.001, "report-every", seconds(settings.reportEvery()), problems);
    atLeast(0, "trim.tau", settings.trim().tau(), problems);
    atLeast(0, "trim.limit", settings.trim().limit(), problems);
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
}
