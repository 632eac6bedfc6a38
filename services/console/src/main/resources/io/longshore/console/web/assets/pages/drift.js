import { el, fill } from "../lib/el.js";
import { refresher } from "../lib/api.js";
import { count, duration, fixed, odds, percent, plural, sentenceCase, share, signed, superscript, times } from "../lib/format.js";
import { classLink, model, short } from "../lib/names.js";
import { empty, facts, GEARS, meter, sentence, tag } from "../lib/parts.js";
import { start, titled, trouble } from "../lib/shell.js";
import { table } from "../lib/table.js";
import { ago, moment } from "../lib/time.js";
import { LineChart } from "../chart/lines.js";

const place = (id) => document.getElementById(id);
const DAY_MS = 86_400_000;
const MOST_POINTS = 3000;
const COLUMNS = ["at", "logE", "logThreshold", "totalVariation", "lower", "floor", "units"];
const logOdds = (v) => (v === null || v === undefined ? odds(null) : odds(v * Math.LN10));
const asShare = (v) => share(v ?? null);

const evidence = new LineChart(place("evidence"), {
  label: "Evidence over time", height: 200, include: [0],
  axis: (v) => (Number.isInteger(v) ? `10${superscript(v)}` : ""),
  series: [
    { key: "logE", label: "evidence", colour: "sea", fill: true, format: logOdds },
    { key: "logThreshold", label: "threshold", colour: "bad", dash: [5, 4], format: logOdds },
  ],
});
const distance = new LineChart(place("distance"), {
  label: "Distance over time", height: 200, include: [0], axis: (v) => `${+(100 * v).toFixed(2)} %`,
  series: [
    { key: "totalVariation", label: "moved by", colour: "sea", format: asShare },
    { key: "lower", label: "at least", colour: "second", fill: true, format: asShare },
    { key: "floor", label: "floor of the alarm", colour: "bad", dash: [5, 4], format: asShare },
  ],
});
let drift = null;
let decided = null;
const feed = refresher("/api/drift", (answer) => { drift = { ...answer, history: sinceTheFirstLabel(answer.history) }; trouble(null); show(); }, trouble);
feed.refresh();
start(["drift", "training"], {
  status: () => titled("Drift"),
  link: (link) => { if (link.connected) feed.refresh(); },
  drift: grow,
  training: (event) => { if (event.epoch === event.epochs || event.state !== "running") feed.refresh(); },
});

/** Snapshots from before the first label have no time of their own. */
function sinceTheFirstLabel(history) {
  const from = history.at.findIndex((at) => at > 0);
  const columns = Object.entries(history).map(([key, list]) => [key, key === "references" ? list : from < 0 ? [] : list.slice(from)]);
  return Object.fromEntries(columns);
}

/** A point more, without fetching the others again. */
function grow(event) {
  const history = drift?.history;
  const changed = event.decisions !== decided;
  decided = event.decisions;
  // The server thins what is old; a page that stays open for days asks it to once in a while.
  if (!history || changed || !drift.now || !history.at.length || history.at.length > MOST_POINTS) return feed.refresh();
  if (event.at <= history.at.at(-1)) return undefined;
  for (const key of COLUMNS) history[key].push(event[key]);
  history.reference.push(history.reference.at(-1));
  drift.now = { ...drift.now, ...event };
  charts();
  return now();
}

function show() {
  now();
  charts();
  moved();
  budget();
  decisions();
}

function now() {
  const n = drift.now;
  if (!n) {
    fill(place("now"), sentence("There is no evidence yet: nothing has been counted."), empty("Send labelled images:", "./longshore up --data DIR"));
    return;
  }
  if (n.reference === null) {
    fill(place("now"), sentence("There is no model yet, so there is no mix to have moved away from."), sentence(el("span", { class: "quiet" }, n.words)));
    return;
  }
  fill(place("now"),
    el("p", { class: "big" }, n.alarm ? "The mix has moved: the alarm stands." : "No alarm."),
    el("p", { class: "because" }, sentenceCase(n.words)),
    meter(n.logE / (1.5 * n.logThreshold), n.alarm ? "bad" : "sea", 1 / 1.5),
    facts([
      ["Evidence", `${odds(n.logE)} (e to the ${fixed(n.logE, 2)}), alarm at ${odds(n.logThreshold)}`],
      ["Moved by", `${share(n.totalVariation)}, at least ${share(n.lower)}; the alarm asks for at least ${share(n.floor)}`],
      ["Counted", `${plural(n.units, "unit")} since the reference`],
      ["Bursts", n.designEffect > 1.05 ? `alike units come in bursts of about ${fixed(n.designEffect, 1)}, and weigh less for it` : null],
      ["Never seen yet", n.missing > 0 && n.units > 0 ? `classes without a label make up about ${share(n.missing)} of the stream, at least ${share(n.missingLower)}` : null],
      ["Against the mix of", model(n.reference)],
      ["As of", [moment(n.at), ", ", ago(n.at)]],
    ]));
}

function charts() {
  const h = drift.history;
  const marks = [];
  for (let i = 1; i < h.at.length; i++) {
    if (h.reference[i] !== h.reference[i - 1]) marks.push({ at: h.at[i], text: short(h.references[h.reference[i]]) });
  }
  const scaled = (list) => list.map((v) => (v === null ? null : v / Math.LN10));
  evidence.show({ x: h.at, ys: { logE: scaled(h.logE), logThreshold: scaled(h.logThreshold) }, marks, empty: "No evidence yet. It is counted from the first model on." });
  distance.show({ x: h.at, ys: h, marks, empty: "Nothing has been measured yet." });
}

function moved() {
  const m = drift.moved;
  const s = drift.shifts;
  const rows = m.name.map((name, i) => [classLink(name), m.direction[i] > 0 ? "▲ risen" : "▼ fallen", share(m.reference[i]), share(m.live[i]), m.reference[i] > 0 ? times(m.live[i] / m.reference[i]) : "new", odds(m.logE[i])]);
  const largest = s.name.map((name, i) => [classLink(name), share(s.reference[i]), share(s.live[i]), `${signed(100 * (s.live[i] - s.reference[i]), 2)} points`]);
  fill(place("moved"),
    rows.length
      ? [sentence(`${plural(m.count, "class has", "classes have")} surely moved${m.count > rows.length ? `; the surest ${rows.length}` : ""}.`),
        table("Classes that surely moved", [{ key: "name", label: "Class" }, { key: "way", label: "Way" }, { key: "ref", label: "Then", kind: "number", wide: true }, { key: "live", label: "Now", kind: "number" }, { key: "times", label: "Times", kind: "number", wide: true }, { key: "odds", label: "Odds", kind: "number" }], rows)]
      : empty("No single class has surely moved."),
    largest.length > 0 && [el("h3", {}, "Largest shifts, sure or not"),
      table("Largest shifts", [{ key: "name", label: "Class" }, { key: "ref", label: "Then", kind: "number", wide: true }, { key: "live", label: "Now", kind: "number" }, { key: "shift", label: "Shift", kind: "number" }], largest)]);
}

function budget() {
  const { budget: b, policy: p } = drift;
  fill(place("budget"),
    b ? [sentence(sentenceCase(b.words)), facts([
      ["At this rate", b.daysBetween === null ? null : `one false alarm in ${duration(b.daysBetween * DAY_MS)} or more`],
      ["Units a day", b.unitsPerDay === null ? null : count(Math.round(b.unitsPerDay))],
      ["Risk", b.alpha === null ? null : `${percent(b.alpha, 2)} in ${count(b.horizon)} units`],
    ])] : empty("The budget is known once a model is live and the tracker has looked at the evidence."),
    el("h3", {}, "Policy"),
    p ? [facts([
      ["State", [tag(p.state), p.digest ? ` ${p.digest}` : ""]],
      ["Set by an operator", p.reason ? [p.reason, ", ", ago(p.at)] : "nothing: all values are the defaults"],
    ]), values(p)] : empty("No policy is known yet. It can be seen with", "./longshore policy show"));
}

function values(policy) {
  const all = Object.entries({ ...(policy.values ?? {}), ...(policy.set ?? {}) });
  if (!all.length) return null;
  return el("details", { "data-key": "policy-values" }, el("summary", {}, plural(all.length, "value")),
    facts(all.map(([name, value]) => [name, policy.set && name in policy.set ? [el("strong", {}, value), " (set)"] : value])));
}

function decisions() {
  if (!drift.decisions.length) {
    fill(place("decisions"), empty("Nothing was decided yet. The tracker decides when the alarm is raised and adapting is worth its cost. To adapt now:", "./longshore adapt rebalance --reason '…'"));
    return;
  }
  fill(place("decisions"), el("ol", { class: "decisions", reversed: true }, folded(drift.decisions).map((some) => (some.length === 1 ? decision(some[0]) : el("li", { class: "decision" },
    el("details", { "data-key": `merged-${some[0].id}` }, el("summary", {}, `${plural(some.length, "decision")} more of this, merged into a run that answers all of them`),
      el("ul", { class: "decisions" }, some.map(decision))))))));
}

/** An alarm that stands is answered again and again: decisions that were merged, one after the other, are one place. */
function folded(decisions) {
  const places = [];
  for (const d of decisions) {
    const last = places.at(-1);
    if (d.outcome.state === "merged" && last?.[0].outcome.state === "merged") last.push(d);
    else places.push([d]);
  }
  return places;
}

function decision(d) {
  return el("li", { class: "decision" },
    el("h3", {}, GEARS[d.gear] ?? d.gear, tag(d.outcome.state), d.byOperator && "asked for by an operator", d.outcome.version && model(d.outcome.version), el("span", { class: "quiet" }, moment(d.at))),
    sentence(sentenceCase(d.words || d.reason)),
    d.byOperator && d.words && sentence(el("span", { class: "quiet" }, `An operator asked: ${d.reason}`)),
    d.stake && sentence(el("span", { class: "quiet" }, sentenceCase(d.stake.words))),
    d.outcome.reason && sentence(`Outcome: ${d.outcome.reason}`),
    el("details", { "data-key": `decision-${d.id}` }, el("summary", { class: "quiet" }, "The numbers it was made on"),
      facts([
        ["Evidence", `${odds(d.logE)}, alarm at ${odds(d.logThreshold)}`],
        ["Moved by", `${share(d.totalVariation)}, at least ${share(d.lower)}`],
        ["Units", count(d.units)],
        ["May gain", d.stake && `${percent(d.stake.accuracy, 2)} accuracy, worth ${count(Math.round(d.stake.benefit))} for a cost of ${count(Math.round(d.stake.cost))}${d.stake.pays ? "" : ": does not pay"}`],
        ["Takes", d.stake && duration(d.stake.seconds * 1000)],
        ["Asked today", d.stake && `${count(d.stake.askedToday)} of ${count(d.stake.perDay)}`],
        ["Policy", d.policy], ["Decision", d.id],
      ])));
}
