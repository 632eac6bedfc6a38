import { el, fill } from "../lib/el.js";
import { refresher } from "../lib/api.js";
import { actionButton } from "../lib/actions.js";
import { bytes, count, duration, percent } from "../lib/format.js";
import { model, short } from "../lib/names.js";
import { empty, facts, sentence, STEPS, tag } from "../lib/parts.js";
import { shared, start, titled, trouble } from "../lib/shell.js";
import { table } from "../lib/table.js";
import { ago, moment } from "../lib/time.js";
import { timeline } from "../chart/timeline.js";
import { Comparison } from "./compare.js";
import { Detail } from "./model.js";

const place = (id) => document.getElementById(id);
const MOST_PLANS = 40;
let models = null;
const detail = new Detail();
const comparison = new Comparison();
const feed = refresher("/api/models", (answer) => { models = answer; trouble(null); show(); }, trouble);
feed.refresh();
start(["models", "training"], {
  status: () => { titled("Models"); plan(); },
  link: (link) => { if (link.connected) feed.refresh(); },
  models: () => { feed.refresh(); detail.refresh(); },
  request: () => feed.refresh(),
});
addEventListener("hashchange", fromAddress);
new ResizeObserver(() => { if (models) served(); }).observe(place("served"));
fromAddress();

function fromAddress() {
  const [, compared, single] = /^#(?:compare=([0-9a-f]+,[0-9a-f]+)|([0-9a-f]{10,64}))$/.exec(location.hash) ?? [];
  if (compared) comparison.open(...compared.split(","));
  detail.open(single ?? null);
}

function show() {
  plan();
  served();
  list();
  comparison.offer(models.models);
  plans();
  requests();
}

function plan() {
  const now = shared.status?.plan ?? models?.plan ?? null;
  if (!shared.status && !models) return;
  if (!now) {
    fill(place("buttons"));
    fill(place("plan"), empty("There is no plan yet: no model was ever offered. Models are trained once enough labelled images have come:", "./longshore up --data DIR"));
    return;
  }
  fill(place("buttons"),
    actionButton(now.paused ? "resume" : "pause", null, now.paused ? "Resume rollouts" : "Pause rollouts"),
    now.live && now.previous && actionButton("roll-back", now.live, "Roll back"));
  fill(place("plan"), facts([
    ["Serving", now.live ? model(now.live) : "no model yet"],
    ["Newest step", [`plan ${count(now.epoch)}: `, now.subject ? [model(now.subject), " "] : "", STEPS[now.step] ?? now.step, ", ", ago(now.at)]],
    ["Why", now.reason],
    ["To go back to", now.previous ? model(now.previous) : "nothing yet"],
    ["On trial", now.trial ? [model(now.trial.version), ` in ${now.trial.stage}`, now.trial.share ? ` on ${percent(now.trial.share, 0)} of the images` : "", ", ", ago(now.trial.since)] : "no model"],
    ["Rollouts", now.paused ? "paused" : "running"],
  ]));
}

function served() {
  const s = models.served;
  if (!s.version.length) {
    fill(place("served"), empty("No model has served yet."));
    return;
  }
  const spans = s.version.map((version, i) => [
    moment(s.from[i]), model(version), s.to[i] === null ? tag("live") : duration(s.to[i] - s.from[i]), `${STEPS[s.step[i]] ?? s.step[i]} by plan ${count(s.epoch[i])}`, s.reason[i]]);
  fill(place("served"), timeline(s, Math.max(280, place("served").clientWidth)),
    el("details", { "data-key": "served" }, el("summary", { class: "quiet" }, "As a table, with reasons"),
      table("What served when", [{ key: "at", label: "From" }, { key: "version", label: "Version" }, { key: "for", label: "For" }, { key: "step", label: "Step" }, { key: "reason", label: "Why" }], spans.reverse())));
}

function list() {
  if (!models.models.length) {
    fill(place("list"), empty("No model has been announced yet. Training is to be seen on Flow; to start one:", "./longshore adapt retrain --reason '…'"));
    return;
  }
  const columns = [
    { key: "version", label: "Version" }, { key: "state", label: "State" }, { key: "at", label: "Made", wide: true }, { key: "gear", label: "Gear", wide: true }, { key: "parent", label: "Parent", wide: true },
    { key: "many", label: "Many", kind: "number", wide: true }, { key: "medium", label: "Medium", kind: "number", wide: true }, { key: "few", label: "Few", kind: "number", wide: true }, { key: "balanced", label: "Balanced", kind: "number" },
    { key: "stream", label: "On the stream", kind: "number", wide: true, title: "right of the images whose label came" }, { key: "bytes", label: "Size", kind: "number", wide: true }, { key: "reason", label: "Refused because", wide: true },
  ];
  fill(place("list"), table("Models", columns, models.models.map((m) => [
    model(m.version), tag(m.state), ago(m.createdAt), `${m.gear}${m.quantization ? `, ${m.quantization}` : ""}`, model(m.parent),
    percent(m.heldOut?.many), percent(m.heldOut?.medium), percent(m.heldOut?.few), el("strong", {}, percent(m.heldOut?.balanced)),
    m.judged ? `${percent(m.right / m.judged)} of ${count(m.judged)}` : "", bytes(m.bytes), refused(m)])));
}

function refused(m) {
  if (!m.refused.length) return "";
  const [first] = m.refused;
  const text = `${first.by}${first.window ? `, ${first.window}` : ""}: ${first.reason}`;
  return [el("span", { class: "clamp", title: text }, text), m.refused.length > 1 ? `and ${m.refused.length - 1} more` : ""];
}

function plans() {
  if (!models.plans.length) {
    fill(place("plans"), empty("No plan was written yet."));
    return;
  }
  const shown = models.plans.slice(0, MOST_PLANS);
  fill(place("plans"),
    models.plans.length > shown.length && sentence(el("span", { class: "quiet" }, `The newest ${shown.length} of ${count(models.plans.length)}; all of them: `), el("code", {}, "./longshore rollout history")),
    table("Plans", [{ key: "epoch", label: "Plan", kind: "number" }, { key: "at", label: "When" }, { key: "step", label: "Step" }, { key: "reason", label: "Why" }],
      shown.map((p) => [count(p.epoch), moment(p.at), [p.subject ? [model(p.subject), " "] : "", STEPS[p.step] ?? p.step], el("span", { class: "clamp", title: p.reason }, p.reason)])));
}

function requests() {
  if (!models.requests.length) {
    fill(place("requests"), empty("Nobody has asked for anything yet. The buttons above do, or", `./longshore promote ${models.models.length ? short(models.models[0].version) : "VERSION"} --reason '…'`));
    return;
  }
  fill(place("requests"), table("Requests of operators", [{ key: "at", label: "When" }, { key: "kind", label: "Asked for" }, { key: "state", label: "State" }, { key: "reason", label: "Reason, and what came of it" }],
    models.requests.map((r) => [moment(r.at), [r.kind, " ", r.version ? model(r.version) : r.gear ?? ""], tag(r.state),
      [r.reason, r.state === "done" ? el("div", { class: "quiet" }, `plan ${count(r.epoch)}: ${r.outcome ?? ""}`) : ""]])));
}
