import { el, fill } from "../lib/el.js";
import { refresher } from "../lib/api.js";
import { count, duration, fixed, percent, plural } from "../lib/format.js";
import { model } from "../lib/names.js";
import { empty, meter, sentence, tag } from "../lib/parts.js";
import { trouble } from "../lib/shell.js";
import { table } from "../lib/table.js";
import { ago } from "../lib/time.js";
import { LineChart } from "../chart/lines.js";

const COLOURS = ["sea", "second", "third", "fourth", "medium"];
const loss = (v) => fixed(v ?? null, 3);

/** Training runs: the newest with its curves, stage by stage, and all of them as a table. */
export class TrainingPanel {
  #place;
  #list;
  #runs = [];
  #chart = null;
  #drawn = "";
  #head = el("div");
  #plot = el("div");
  #feed = refresher("/api/training", (answer) => { this.#runs = answer.runs; this.#show(); }, trouble);

  constructor(place, list) {
    this.#place = place;
    this.#list = list;
    fill(place, this.#head, this.#plot);
  }

  refresh() {
    this.#feed.refresh();
  }

  /** One epoch more; anything else that is new is fetched. */
  grow(event) {
    const run = this.#runs.find((r) => r.run === event.run);
    const stage = run?.stages.find((s) => s.stage === event.stage);
    if (!stage || run.state !== event.state || event.epoch === null) return this.refresh();
    if (event.epoch <= (stage.epoch.at(-1) ?? 0)) return undefined;
    stage.epoch.push(event.epoch);
    stage.loss.push(event.loss);
    stage.at.push(event.at);
    stage.imagesPerSecond.push(event.imagesPerSecond);
    Object.assign(run, { stage: event.stage, epoch: event.epoch, epochs: event.epochs, imagesPerSecond: event.imagesPerSecond });
    return this.#show();
  }

  #show() {
    const run = this.#runs.find((r) => r.state === "running") ?? this.#runs.find((r) => r.startedAt !== null);
    if (!run) {
      fill(this.#head, empty("No run was started yet. The tracker asks for one when drift is shown; to start one now:", "./longshore adapt retrain --reason '…'"));
      fill(this.#plot);
      this.#drawn = "";
      fill(this.#list, empty("No run yet."));
      return;
    }
    this.#headline(run);
    this.#curves(run);
    this.#table();
  }

  #headline(run) {
    const on = run.state === "running" && run.epoch !== null;
    fill(this.#head,
      sentence(el("strong", {}, run.gear), " ", tag(run.state), ` on ${plural(run.images, "image")} of ${plural(run.classes, "class", "classes")}, begun `, ago(run.startedAt), run.version ? [", made ", model(run.version)] : ""),
      run.reason && sentence(run.reason),
      on && [sentence(`Stage ${run.stage}: epoch ${count(run.epoch)} of ${count(run.epochs)}, ${count(run.imagesPerSecond)} images a second.`), meter(run.epoch / run.epochs, "sea")]);
  }

  #curves(run) {
    const stages = run.stages.filter((stage) => stage.epoch.length);
    const key = `${run.run} ${stages.map((s) => s.stage).join()}`;
    if (!stages.length) {
      this.#drawn = key;
      fill(this.#plot, empty("No epoch has ended yet."));
      return;
    }
    if (key !== this.#drawn) {
      this.#drawn = key;
      this.#chart = new LineChart(this.#plot, {
        label: "Loss by epoch", x: "count", xLabel: "epoch", height: 170, axis: (v) => String(+v.toPrecision(3)),
        series: stages.map((s, i) => ({ key: s.stage, label: s.stage, colour: COLOURS[i % COLOURS.length], format: loss })),
      });
    }
    const last = Math.max(...stages.map((s) => s.epoch.at(-1)));
    const x = Array.from({ length: last }, (_, i) => i + 1);
    const ys = Object.fromEntries(stages.map((s) => {
      const byEpoch = new Map(s.epoch.map((epoch, i) => [epoch, s.loss[i]]));
      return [s.stage, x.map((epoch) => byEpoch.get(epoch) ?? null)];
    }));
    this.#chart.show({ x, ys });
  }

  #table() {
    fill(this.#list, table("Training runs", [{ key: "at", label: "Begun" }, { key: "gear", label: "Gear" }, { key: "state", label: "State" }, { key: "n", label: "Images", kind: "number", wide: true }, { key: "t", label: "Took", kind: "number", wide: true }, { key: "v", label: "Made" }, { key: "c", label: "Plain model of the same epochs", kind: "number", wide: true, title: "balanced accuracy of a cross-entropy model, for comparison" }, { key: "reason", label: "Said", wide: true }],
      this.#runs.filter((r) => r.startedAt !== null).map((r) => [ago(r.startedAt), r.gear, tag(r.state), count(r.images), r.endedAt ? duration(r.endedAt - r.startedAt) : "", model(r.version), r.control ? percent(r.control.balanced) : "", r.reason ?? ""])));
  }
}
