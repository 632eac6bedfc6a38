import { el, fill } from "../lib/el.js";
import { refresher } from "../lib/api.js";
import { brief, bytes, count, mark, plural } from "../lib/format.js";
import { model } from "../lib/names.js";
import { empty, facts, sentence } from "../lib/parts.js";
import { start, titled, trouble } from "../lib/shell.js";
import { table } from "../lib/table.js";
import { ago, moment } from "../lib/time.js";
import { LineChart } from "../chart/lines.js";
import { TrainingPanel } from "./training.js";

const place = (id) => document.getElementById(id);
const KEPT = 600;
const perSecond = (v) => (v === null || v === undefined ? "–" : `${brief(v)} /s`);
// A backlog takes minutes and an image milliseconds: both are to be seen, so latency has a log axis.
const logMillis = (v) => millis(v === null || v === undefined ? null : 10 ** v);
const millis = (v) => (v === null || v === undefined ? "–" : `${brief(v)} ms`);
const COLOURS = ["sea", "second", "third", "fourth", "medium", "ink"];

const rates = new LineChart(place("rates"), {
  label: "Records a second", include: [0], axis: mark,
  series: [["images", "sea"], ["labels", "second"], ["predictions", "third"], ["rejects", "fourth"]].map(([key, colour]) => ({ key, label: key, colour, dash: key === "predictions" ? [6, 3] : undefined, format: perSecond })),
});
const latency = new LineChart(place("latency"), {
  label: "Latency", include: [0, 2], axis: (v) => (Number.isInteger(v) ? mark(10 ** v) : ""),
  series: [{ key: "p50", label: "half within", colour: "sea", fill: true, format: logMillis }, { key: "p95", label: "95 % within", colour: "second", format: logMillis }, { key: "p99", label: "99 % within", colour: "third", dash: [4, 3], format: logMillis }],
});
const training = new TrainingPanel(place("training"), place("runs"));
let lag = null;
let lagGroups = "";
let flow = null;
const feed = refresher("/api/flow", (answer) => { flow = answer; trouble(null); show(); }, trouble);
const rejects = refresher("/api/rejects?limit=50", (answer) => refused(answer.rejects), trouble);
let slow = 0;
feed.refresh();
rejects.refresh();
training.refresh();
start(["flow", "training", "models"], {
  status: () => titled("Flow"),
  link: (link) => { if (link.connected) { feed.refresh(); rejects.refresh(); training.refresh(); } },
  flow: grow,
  models: () => feed.refresh(),
  training: (event) => training.grow(event),
});

function grow(event) {
  if (!flow || Object.keys(event.lag).some((key) => !(key in flow.lagHistory.groups))) return feed.refresh();
  const append = (list, value) => { list.push(value); if (list.length > KEPT) list.shift(); };
  if (event.at > (flow.rates.at.at(-1) ?? 0)) {
    append(flow.rates.at, event.at);
    for (const key of ["images", "labels", "predictions", "rejects"]) append(flow.rates[key], event[key]);
    append(flow.lagHistory.at, event.at);
    for (const [key, list] of Object.entries(flow.lagHistory.groups)) append(list, event.lag[key] ?? null);
    if (event.latency) {
      append(flow.latency.at, event.at);
      for (const key of ["images", "p50", "p95", "p99"]) append(flow.latency[key], event.latency[key]);
    }
    charts();
  }
  if (event.rejects > 0) rejects.refresh();
  // Offsets of topics and groups change all the time; once in a while is enough to read.
  if (slow++ % 5 === 4) feed.refresh();
  return undefined;
}

function show() {
  charts();
  lagTable();
  scorers();
  topics();
}

function charts() {
  const start = "Nothing moves yet. Send images:";
  rates.show({ x: flow.rates.at, ys: flow.rates, empty: `${start} ./longshore up --data DIR` });
  const logs = (list) => list.map((ms) => (ms === null ? null : Math.log10(Math.max(1, ms))));
  const { at, p50, p95, p99 } = flow.latency;
  latency.show({ x: at, ys: { p50: logs(p50), p95: logs(p95), p99: logs(p99) }, empty: "No image was answered since this console began to watch." });
  const groups = Object.keys(flow.lagHistory.groups).sort();
  if (groups.join() !== lagGroups) {
    lagGroups = groups.join();
    lag = groups.length ? new LineChart(place("lagchart"), {
      label: "Lag", height: 150, include: [0], axis: mark,
      series: groups.map((key, i) => ({ key, label: key.replace(/^longshore-/, ""), colour: COLOURS[i % COLOURS.length], dash: i >= COLOURS.length ? [5, 3] : undefined, format: count })),
    }) : null;
  }
  lag?.show({ x: flow.lagHistory.at, ys: flow.lagHistory.groups, empty: "Not measured yet." });
}

function lagTable() {
  const nobody = flow.lag.every((l) => l.state === "never seen") && empty("No service has read anything yet. Start them:", "./longshore up --data DIR");
  fill(place("lag"), nobody, flow.lag.length > 0 && table("Lag by service", [{ key: "g", label: "Group" }, { key: "t", label: "Topic" }, { key: "s", label: "State", wide: true }, { key: "m", label: "Members", kind: "number", wide: true }, { key: "l", label: "Behind", kind: "number" }],
    flow.lag.map((l) => [l.group, l.topic, l.state, count(l.members), count(l.lag)])));
}

function scorers() {
  if (!flow.scorers.length) {
    fill(place("scorers"), empty("No scorer has reported yet."));
    return;
  }
  fill(place("scorers"), table("Scorers", [{ key: "s", label: "Scorer" }, { key: "at", label: "Reported" }, { key: "v", label: "Serves" }, { key: "t", label: "On trial", wide: true }, { key: "p", label: "Plan", kind: "number", wide: true }, { key: "n", label: "Images scored", kind: "number" }, { key: "ms", label: "An image takes", kind: "number", wide: true }, { key: "reason", label: "Refused", wide: true }],
    flow.scorers.map((s) => [s.scorer, ago(s.at), model(s.serving), model(s.onTrial), count(s.planEpoch), count(s.scored),
      millis(s.verified.find((v) => v.version === s.serving)?.millisPerImage), s.refusals.map((r, i) => [i ? "; " : "", model(r.version), ` ${r.reason}: ${r.message}`])])));
}

function topics() {
  const t = flow.topics;
  if (!t.name.length) {
    fill(place("topics"), empty("There are no topics yet; the services make them when they start."));
    return;
  }
  fill(place("topics"), table("Topics", [{ key: "n", label: "Topic" }, { key: "p", label: "Partitions", kind: "number" }, { key: "r", label: "Records kept", kind: "number", title: "end offsets less first offsets; compaction may have thinned them" }, { key: "e", label: "Written ever", kind: "number", wide: true }],
    t.name.map((name, i) => [name, count(t.partitions[i]), count(t.records[i]), count(t.end[i])])));
}

function refused(list) {
  const totals = flow?.rejects;
  if (!list.length) {
    fill(place("rejects"), empty("Nothing was refused."));
    return;
  }
  fill(place("rejects"),
    totals && sentence(`${plural(totals.total, "reject")}: `, totals.service.map((service, i) => `${i ? ", " : ""}${service} ${totals.reason[i]} ${count(totals.records[i])}`), ". To see one whole, or send it again: ", el("code", {}, "./longshore rejects show SOURCE")),
    table("Newest rejects", [{ key: "at", label: "When" }, { key: "s", label: "Service" }, { key: "r", label: "Reason" }, { key: "message", label: "What was wrong" }, { key: "b", label: "Bytes", kind: "number", wide: true }],
      list.map((r) => [moment(r.at), r.service, r.reason, [r.message, details(r)], bytes(r.bytes)])));
}

function details(r) {
  return el("details", { "data-key": `reject-${r.where}` }, el("summary", { class: "quiet" }, "more"), facts([
    ["Source", r.source], ["Lies at", r.where], ["Key", r.key || "none"], ["Exception", r.exception],
    ["Headers", Object.keys(r.headers).length ? Object.entries(r.headers).map(([k, v]) => el("div", { class: "mono" }, `${k}: ${v}`)) : "none"],
    ["Begins with", r.begins ? el("span", { class: "mono" }, r.begins) : "nothing: it is empty"],
  ]));
}
