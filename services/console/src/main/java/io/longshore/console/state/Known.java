package io.longshore.console.state;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.adaptation.PolicyOverrides;
import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.domain.label.Label;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.operator.OperatorRequest;
import io.longshore.domain.prediction.Prediction;
import io.longshore.domain.prediction.ScorerReport;
import io.longshore.domain.rollout.GateResult;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.training.TrainingEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything the console knows of one stream. Told of records, asked by views; not safe for use by
 * several threads, see {@link Shared}.
 */
public final class Known {
  private final String stream;
  private final Mix mix = new Mix();
  private final DriftHistory drift = new DriftHistory(Limits.DRIFT_POINTS);
  private final RecentImages images;
  private final Judgements judgements;
  private final Shelf shelf;
  private final Plans plans = new Plans(Limits.PLANS);
  private final Gates gates = new Gates(Limits.JUDGED_MODELS);
  private final Map<String, ScorerReport> scorers = Lately.byArrival(Limits.SCORERS);
  private final Requests requests = new Requests(Limits.REQUESTS);
  private final Decisions decisions = new Decisions(Limits.DECISIONS);
  private final Runs runs = new Runs(Limits.RUNS);
  private final Rejections rejections = new Rejections(Limits.REJECTS);
  private final FlowLog flow = new FlowLog();
  private final Garbage garbage = new Garbage();
  private final Map<String, Long> read = new TreeMap<>();
  private final Ring<Prediction> lately = new Ring<>(64);
  private final Revisions revisions = new Revisions();
  private Reading reading = new Reading(Map.of(), List.of());
  private Link link;

  public Known(String stream, Limits limits, Instant now) {
    this.stream = stream;
    this.images = new RecentImages(limits.imagesPerClass());
    this.judgements = new Judgements(limits.waiting(), images::add);
    this.shelf = new Shelf(limits.modelClasses());
    this.link = Link.begin(now);
  }

  /** A record of a topic was read, whatever it said. */
  public void counted(String topic) {
    read.merge(topic, 1L, Long::sum);
  }

  /** A record could not be read. */
  public void garbage(String topic, String message, Instant at) {
    garbage.seen(topic, message, at);
    revisions.touch(View.STATUS);
  }

  public void told(ClassFrequencies snapshot) {
    if (snapshot.stream().equals(stream)) {
      mix.told(snapshot);
      drift.told(snapshot);
      revisions.touch(View.TAIL, View.DRIFT, View.STATUS);
    }
  }

  /** Labels before those that will be told were not read. */
  public void labelsCut() {
    mix.cut();
  }

  public void told(Label label) {
    mix.labelled(label.className(), label.labelledAt());
    judgements.told(label);
    revisions.touch(View.TAIL);
  }

  public void told(Prediction prediction) {
    judgements.told(prediction);
    lately.add(prediction);
    revisions.touch(View.TAIL);
  }

  public void told(ModelManifest manifest) {
    if (manifest.recipe().stream().equals(stream)) {
      shelf.add(manifest, plans.inUse());
      revisions.touch(View.MODELS, View.TAIL);
    }
  }

  public void told(RolloutPlan plan) {
    if (plan.stream().equals(stream)) {
      plans.told(plan);
      revisions.touch(View.MODELS, View.TAIL, View.STATUS);
    }
  }

  public void told(GateResult result) {
    gates.told(result);
    revisions.touch(View.MODELS);
  }

  public void told(ScorerReport report) {
    scorers.put(report.scorer(), report);
    revisions.touch(View.FLOW);
  }

  public void told(OperatorRequest request) {
    if (request.stream().equals(stream)) {
      requests.told(request);
      revisions.touch(View.MODELS);
    }
  }

  public void told(Adaptation adaptation) {
    if (adaptation.stream().equals(stream)) {
      decisions.told(adaptation);
      revisions.touch(View.DRIFT);
    }
  }

  public void told(PolicyOverrides set) {
    if (set.stream().equals(stream)) {
      decisions.told(set);
      revisions.touch(View.DRIFT);
    }
  }

  public void told(TrainingEvent event) {
    runs.told(event);
    revisions.touch(View.TRAINING, View.DRIFT);
  }

  public void rejected(String service, KeptReject reject) {
    rejections.told(service, reject);
    revisions.touch(View.FLOW);
  }

  public void told(Sighting sighting) {
    flow.told(sighting);
    revisions.touch(View.FLOW);
  }

  public void told(Reading how) {
    if (reading.isCaughtUp() != how.isCaughtUp()) {
      revisions.touch(View.STATUS);
    }
    reading = how;
  }

  public void told(Link how) {
    if (!link.equals(how)) {
      revisions.touch(View.STATUS);
    }
    link = how;
  }

  public String stream() {
    return stream;
  }

  public Mix mix() {
    return mix;
  }

  public DriftHistory drift() {
    return drift;
  }

  public RecentImages images() {
    return images;
  }

  public Judgements judgements() {
    return judgements;
  }

  public Shelf shelf() {
    return shelf;
  }

  public Plans plans() {
    return plans;
  }

  /** What gates said of a model, by window. */
  public List<Judged> judged(ModelVersion version) {
    return gates.of(version);
  }

  /** What each scorer said last. */
  public List<ScorerReport> scorers() {
    return List.copyOf(scorers.values());
  }

  public Requests requests() {
    return requests;
  }

  public Decisions decisions() {
    return decisions;
  }

  public Runs runs() {
    return runs;
  }

  public Rejections rejections() {
    return rejections;
  }

  public FlowLog flow() {
    return flow;
  }

  public Garbage garbage() {
    return garbage;
  }

  /** Records read, by topic. */
  public Map<String, Long> read() {
    return new HashMap<>(read);
  }

  public Reading reading() {
    return reading;
  }

  public Link link() {
    return link;
  }

  /** The newest predictions, newest first. */
  public List<Prediction> lately() {
    return lately.newestFirst();
  }

  /** Grows with each change of what the view shows. */
  public long revision(View view) {
    return revisions.of(view);
  }
}
