import { el, fill } from "../lib/el.js";
import { refresher } from "../lib/api.js";
import { brief, count, odds, percent, plural, sentenceCase, share } from "../lib/format.js";
import { groupMark, model } from "../lib/names.js";
import { empty, facts, GEARS, interval, meter, more, sentence, STEPS, tag } from "../lib/parts.js";
import { shared, start, titled, trouble } from "../lib/shell.js";
import { ago, moment } from "../lib/time.js";

const place = (id) => document.getElementById(id);
const known = { models: null, drift: null, tail: null, flow: null, decided: null };

const fetching = {
  models: refresher("/api/models", (models) => { known.models = models; trouble(null); serving(); trial(); health(); }, trouble),
  drift: refresher("/api/drift", (drift) => { known.drift = drift; trouble(null); driftPanel(drift.now); decision(drift.decisions[0]); }, trouble),
  tail: refresher("/api/tail?classes=none", (tail) => { known.tail = tail; trouble(null); accuracy(tail); }, trouble),
  flow: refresher("/api/flow", (flow) => { known.flow = flow; trouble(null); flowPanel(); health(); }, trouble),
};
Object.values(fetching).forEach((one) => one.refresh());

start(["tail", "drift", "models", "flow", "training"], {
  status: () => { titled("Overview"); serving(); trial(); health(); },
  link: (link) => { if (link.connected) Object.values(fetching).forEach((one) => one.refresh()); },
  tail: () => fetching.tail.refresh(),
  drift: (event) => { driftPanel(event); if (event.decisions !== known.decided) fetching.drift.refresh(); known.decided = event.decisions; },
  models: () => fetching.models.refresh(),
  flow: (event) => { known.event = event; flowPanel(); health(); },
  training: () => fetching.drift.refresh(),
});

function serving() {
  const { models } = known;
  const plan = shared.status?.plan ?? models?.plan ?? null;
  if (!plan && !shared.status && !models) return;
  if (!plan || !plan.live) {
    fill(place("hero"), el("p", { class: "big" }, "No model yet"),
      sentence(plan?.reason ?? "Nothing was trained yet. The first model is trained once enough labelled images have come."),
      empty("Send images with labels:", "./longshore up --data DIR"));
    return;
  }
  const entry = models?.models.find((m) => m.version === plan.live);
  const at = models ? models.served.to.lastIndexOf(null) : -1;
  const since = at >= 0 ? models.served.from[at] : null;
  const because = at >= 0 ? models.served.reason[at] : plan.reason;
  fill(place("hero"),
    el("p", { class: "big" }, model(plan.live), " ", tag(plan.paused ? "paused" : "live")),
    el("p", { class: "because" }, el("strong", {}, "Why: "), sentenceCase(because) || "no reason was given"),
    facts([
      ["Live since", since !== null && [moment(since), ", ", ago(since)]],
      ["Made by", entry && [GEARS[entry.gear] ?? entry.gear, entry.parent ? [" from ", model(entry.parent)] : ""]],
      ["Knows", entry && [plural(entry.classes, "class", "classes"), entry.heldOut ? `, balanced accuracy ${percent(entry.heldOut.balanced)} on held-out images` : ""]],
      ["To go back to", plan.previous ? model(plan.previous) : "nothing: it is the first"],
      plan.reason !== because && ["Newest plan", `${count(plan.epoch)}: ${plan.reason}`],
    ]),
    more("/models", "All models, and the buttons to change this"));
}

function trial() {
  const plan = shared.status?.plan ?? known.models?.plan ?? null;
  if (!shared.status && !known.models) return;
  if (!plan?.trial) {
    fill(place("trial"), sentence("No model is on trial."),
      plan && plan.step !== "started" && sentence("Last: ", model(plan.subject), ` ${STEPS[plan.step] ?? plan.step}, `, ago(plan.at), "."));
    return;
  }
  const { version, stage, share: part, since } = plan.trial;
  fill(place("trial"),
    el("p", { class: "big" }, model(version)),
    sentence(tag("trial"), ` ${stage}`, part ? `, answers ${percent(part, 0)} of the images` : "", ", ", ago(since), "."),
    sentence(el("span", { class: "quiet" }, plan.reason)),
    more(`/models#${version}`, "What it has shown so far"));
}

function decision(newest) {
  if (!newest) {
    fill(place("decision"), sentence("Nothing was decided yet."),
      empty("The tracker decides when the drift alarm is raised. To adapt now:", "./longshore adapt rebalance --reason '…'"));
    return;
  }
  const { outcome } = newest;
  fill(place("decision"),
    sentence(el("strong", {}, GEARS[newest.gear] ?? newest.gear), newest.byOperator ? " by an operator, " : ", ", ago(newest.at), ": ", newest.words || newest.reason),
    newest.stake && sentence(el("span", { class: "quiet" }, sentenceCase(newest.stake.words))),
    sentence(tag(outcome.state), " ", outcome.version ? model(outcome.version) : "", outcome.reason ? ` ${outcome.reason}` : ""),
    more("/drift", "All decisions"));
}

function accuracy(tail) {
  const judged = tail.groups.filter((group) => group.group < 3);
  if (!judged.length) {
    fill(place("accuracy"), sentence("No class has been judged yet."), empty("Recall is counted once labels come for images that a model answered:", "POST /labels"));
    return;
  }
  fill(place("accuracy"), el("table", { class: "rows" },
    el("thead", {}, el("tr", {}, ["Band", "Recall", "", "Of", "Held out"].map((h, i) => el("th", { scope: "col", class: i === 0 || i === 2 ? null : "number" }, h || el("span", { class: "hidden" }, "Interval"))))),
    el("tbody", {}, judged.map((g) => el("tr", {},
      el("th", { scope: "row" }, groupMark(g.group)),
      el("td", { class: "number" }, percent(g.recall)),
      el("td", { title: `${percent(g.low)} to ${percent(g.high)}` }, g.judged > 0 && interval({ low: g.low, value: g.right / g.judged, high: g.high, colour: ["many", "medium", "few"][g.group] })),
      el("td", { class: "number", title: "images of the stream with a label" }, count(g.judged)),
      el("td", { class: "number" }, percent(g.heldOut)))))),
    more("/tail", "Class by class"));
}

function driftPanel(now) {
  if (!now) {
    fill(place("drift"), sentence("No evidence yet."), empty("It is counted from the first model on, label by label."));
    return;
  }
  if (now.logThreshold === null) {
    fill(place("drift"), sentence("No model, no drift."), empty("Evidence is counted against the mix of the first model, from then on."));
    return;
  }
  fill(place("drift"),
    sentence(now.alarm ? el("strong", {}, "The mix has moved. ") : "No alarm. ", sentenceCase(now.words)),
    meter(now.logE / (1.5 * now.logThreshold), now.alarm ? "bad" : "sea", now.logThreshold ? 1 / 1.5 : null),
    el("p", { class: "more quiet" }, `odds ${odds(now.logE)} · threshold ${odds(now.logThreshold)} · moved by ${share(now.totalVariation)}`),
    more("/drift", "Evidence over time"));
}

function flowPanel() {
  const { flow, event } = known;
  const rate = (n) => (n === null || n === undefined ? "none yet" : `${brief(n)} /s`);
  const last = (list) => (list?.length ? list.at(-1) : null);
  const images = event?.images ?? last(flow?.rates.images);
  const latency = event?.latency ?? (flow?.latency.at.length ? { p50: last(flow.latency.p50), p95: last(flow.latency.p95) } : null);
  fill(place("flow"), facts([
    ["Images", rate(images)],
    ["Predictions", rate(event?.predictions ?? last(flow?.rates.predictions))],
    ["Latency", latency ? `${brief(latency.p50)} ms half, ${brief(latency.p95)} ms of 95 %` : "no image answered lately"],
    ["Rejects", flow ? `${count(flow.rejects.total)} so far` : null],
    ["Training", flow ? (flow.training.running.length ? plural(flow.training.running.length, "run") + " on" : "none") : null],
  ]), more("/flow", "Rates, lag, rejects, training"));
}

function health() {
  const { status } = shared;
  if (!status) return;
  const behind = known.event?.lag ?? Object.fromEntries((known.flow?.lag ?? []).map((l) => [`${l.group}/${l.topic}`, l.lag]));
  const worst = Object.entries(behind).sort(([, a], [, b]) => b - a)[0];
  const scorers = known.models?.scorers ?? [];
  const agree = scorers.filter((s) => s.serving === status.plan?.live).length;
  const skipped = status.garbage.reduce((sum, g) => sum + g.records, 0);
  fill(place("health"), facts([
    ["Broker", [status.broker.state === "connected" ? "connected since " : tag(status.broker.state, "failed"), status.broker.state === "connected" ? "" : " since ", moment(status.broker.since)]],
    ["This console", status.reading.caughtUp ? "has read everything" : `${count(status.reading.topics.reduce((s, t) => s + t.behind, 0))} records to read`],
    ["Furthest behind", !worst ? "no service reads yet" : worst[1] === 0 ? "nobody: every service has read everything" : `${worst[0]}: ${plural(worst[1], "record")}`],
    ["Scorers", scorers.length ? `${agree} of ${scorers.length} serve the live model` : "none has reported"],
    ["Skipped", skipped ? `${plural(skipped, "unreadable record")}` : "no unreadable record"],
    ["Actions", status.actions.state === "on" ? "on, with a token" : `off. ${status.actions.how ?? ""}`],
  ]));
}
