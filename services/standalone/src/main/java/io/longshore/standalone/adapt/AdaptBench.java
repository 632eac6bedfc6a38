package io.longshore.standalone.adapt;

import io.longshore.bench.adapt.AdaptPolicy;
import io.longshore.bench.adapt.AdaptRow;
import io.longshore.bench.adapt.AdaptSettings;
import io.longshore.bench.adapt.Questions;
import io.longshore.bench.adapt.Recording;
import io.longshore.bench.ledger.Ledger;
import io.longshore.bench.machine.Forecast;
import io.longshore.bench.report.Time;
import io.longshore.datasets.Dataset;
import io.longshore.standalone.cli.Terminal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Runs every policy on the whole system: one broker and all services, begun as a copy of one system
 * with its first model, under the same stream at the same pace. Rows that the ledger has are not
 * measured again.
 */
public final class AdaptBench {
  private final Dataset dataset;
  private final AdaptPlan plan;
  private final Ledger<AdaptSettings, AdaptRow> ledger;
  private final Path work;
  private final Terminal terminal;

  /**
   * @param dataset the whole, balanced data set with a held-out part
   * @param work folder for the systems' files
   */
  public AdaptBench(
      Dataset dataset,
      AdaptPlan plan,
      Ledger<AdaptSettings, AdaptRow> ledger,
      Path work,
      Terminal terminal) {
    this.dataset = dataset;
    this.plan = plan;
    this.ledger = ledger;
    this.work = work;
    this.terminal = terminal;
  }

  /**
   * The row of each policy, in the order asked for.
   *
   * @throws AdaptFailedException saying what went wrong in which policy
   * @throws io.longshore.datasets.DatasetException naming each class that runs out of images
   */
  public List<AdaptRow> run() {
    Questions questions = Questions.of(dataset, plan.tail(), plan.seed());
    Map<String, String> settings = settings(questions);
    List<AdaptPolicy> served =
        plan.policies().stream()
            .filter(policy -> ledger.find(settings(policy)).isEmpty())
            .map(AdaptPolicy::served)
            .distinct()
            .toList();
    if (!served.isEmpty()) {
      DataFolder first = new FirstModel(dataset.name(), questions, settings, terminal).in(work);
      var forecast = new Forecast((long) served.size() * plan.tail().labels(), Clock.systemUTC());
      for (AdaptPolicy policy : served) {
        measure(policy, first, questions, settings, forecast);
      }
    }
    List<AdaptRow> rows = new ArrayList<>();
    plan.policies().forEach(policy -> ledger.find(settings(policy)).ifPresent(rows::add));
    return rows;
  }

  private void measure(
      AdaptPolicy served,
      DataFolder first,
      Questions questions,
      Map<String, String> settings,
      Forecast forecast) {
    var folder = new DataFolder(work.resolve("run-" + served.word()));
    folder.delete();
    var run = new PolicyRun(dataset.name(), questions, plan.tail(), plan.rate(), settings);
    int[] sent = {0};
    Recording recording =
        run.run(
            first.copiedTo(folder.path()),
            served,
            labels -> {
              forecast.did(labels - sent[0]);
              sent[0] = labels;
              terminal.progress(
                  served.word(),
                  labels,
                  plan.tail().labels(),
                  "all done in " + Time.of(forecast.seconds()));
            });
    folder.delete();
    for (AdaptPolicy policy : plan.policies()) {
      if (policy.served() == served) {
        AdaptRow row =
            recording.row(
                settings(policy), policy, questions.stream(), plan.tail(), dataset.classes());
        ledger.put(row);
        terminal.say(
            String.format(
                Locale.ROOT,
                "%s: balanced %.1f, prequential %.1f, live after the alarm: %s",
                policy.word(),
                row.scores().balanced(),
                row.scores().prequential(),
                row.alarmToLiveSeconds().isEmpty() ? "none" : row.alarmToLiveSeconds()));
      }
    }
  }

  private AdaptSettings settings(AdaptPolicy policy) {
    return plan.settings(policy, dataset.name());
  }

  /** What the system needs to be this small and this quick; the operator's settings go over it. */
  private Map<String, String> settings(Questions questions) {
    var settings = new HashMap<String, String>();
    settings.put("longshore.trainer.seed", Long.toString(plan.seed()));
    settings.put("longshore.trainer.held-out-fraction", "0");
    settings.put(
        "longshore.tracker.first-model-labels", Integer.toString(questions.first().size()));
    settings.put("longshore.tracker.half-life-units", "400");
    settings.put("longshore.scorer.top-k", Integer.toString(dataset.classes().size()));
    // A class is judged by some hundred images; from one training to the next it differs by several
    // points, which is not a regression.
    settings.put("longshore.rollout.gate.few-margin", "0.08");
    settings.put("longshore.rollout.gate.medium-margin", "0.08");
    settings.put("longshore.rollout.gate.many-margin", "0.08");
    settings.put("longshore.rollout.gate.balanced-margin", "0.03");
    // What is told is how soon an answer is live; a trial needs more labels than there are here.
    settings.put("longshore.rollout.promotion.retrain-path", "direct");
    settings.put("longshore.rollout.promotion.guard-share", "0");
    settings.put("longshore.ingest.http.port", "0");
    settings.put("longshore.admin.port", "0");
    settings.putAll(plan.settings());
    return settings;
  }
}
