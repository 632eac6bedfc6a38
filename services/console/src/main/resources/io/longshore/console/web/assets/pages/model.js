import { el, fill } from "../lib/el.js";
import { ApiError, get } from "../lib/api.js";
import { actionButton } from "../lib/actions.js";
import { brief, bytes, count, percent, plural, share, signed } from "../lib/format.js";
import { classLink, groupMark, model, short } from "../lib/names.js";
import { empty, facts, GEARS, interval, sentence, tag } from "../lib/parts.js";
import { shared } from "../lib/shell.js";
import { table, VirtualTable } from "../lib/table.js";
import { moment } from "../lib/time.js";

const COLOURS = ["many", "medium", "few", "unknown"];

/** One model: what it was made of, what it was judged on, what it refused to be, class by class. */
export class Detail {
  #version = null;
  #shown = "";
  #panel = document.getElementById("detail");
  #title = document.getElementById("detail-title");
  #body = document.getElementById("model");

  async open(version) {
    this.#version = version;
    this.#shown = "";
    this.#panel.hidden = version === null;
    if (version === null) return;
    fill(this.#title, "Model ", el("span", { class: "mono" }, short(version)));
    fill(this.#body, el("p", { class: "quiet", role: "status" }, "Reading…"));
    await this.#read();
    this.#panel.scrollIntoView({ block: "start" });
    this.#title.focus({ preventScroll: true });
  }

  refresh() {
    if (this.#version !== null) this.#read();
  }

  async #read() {
    const version = this.#version;
    try {
      const answer = await get(`/api/models/${version}`);
      const key = JSON.stringify(answer);
      if (version !== this.#version || key === this.#shown) return;
      this.#shown = key;
      this.#show(answer);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (version === this.#version) fill(this.#body, el("p", { class: "notice notice-bad", role: "alert" }, error.message));
    }
  }

  #show(m) {
    fill(this.#title, "Model ", el("span", { class: "mono" }, short(m.version)), " ", tag(m.state));
    const classes = el("div", { class: "class-rows" });
    const live = shared.status?.plan?.live ?? null;
    fill(this.#body,
      el("p", { class: "buttons" },
        m.state !== "live" && actionButton("promote", m.version, "Promote"),
        m.state === "live" && m.parent && actionButton("roll-back", m.version, "Roll back"),
        el("a", { class: "button", href: m.download, download: true, "data-key": "download" }, "Download ONNX"),
        live && live !== m.version && el("a", { class: "button", href: `#compare=${live},${m.version}`, "data-key": "compare-live" }, "Compare with the live one"),
        el("a", { class: "button", href: "#", "data-key": "close" }, "Close")),
      m.refused.map((r) => el("p", { class: "notice notice-bad" }, `Refused by ${r.by}${r.window ? ` (${r.window})` : ""}: ${r.reason}`)),
      el("h3", {}, "Lineage"), lineage(m),
      el("h3", {}, "Evaluations"), m.evaluations.length ? m.evaluations.map(evaluation) : empty("No gate has judged it yet. What it still has to show:", `./longshore rollout explain ${short(m.version)}`),
      el("h3", {}, `Classes (${count(m.classes.name.length)})`), classes,
      el("h3", {}, "Manifest"), manifest(m));
    const table = new VirtualTable(classes, { label: `Classes of ${short(m.version)}`, columns: classColumns(m.classes), height: 10 });
    table.show(m.classes.name.map((_, i) => i));
  }
}

function lineage(m) {
  return [
    el("ol", { class: "lineage" }, m.lineage.map((l) => el("li", {}, l.version === m.version ? el("strong", { class: "mono" }, short(l.version)) : model(l.version), ` ${l.gear}`))),
    m.children.length > 0 && sentence(`Made from it: `, m.children.map((child, i) => [i ? ", " : "", model(child)])),
  ];
}

function evaluation(e) {
  const groups = e.stream?.groups ?? [];
  const reach = 1.1 * Math.max(0.02, ...groups.flatMap((g) => [Math.abs(g.lower ?? 0), Math.abs(g.upper ?? 0), g.margin ?? 0]));
  return el("div", { class: "decision" },
    sentence(el("strong", {}, e.window), " against ", model(e.against), " ", tag(e.passed ? "passed" : "not passed", e.passed ? "passed" : "waiting"), " ", el("span", { class: "quiet" }, moment(e.judgedAt))),
    sentence(e.reason),
    e.groups && sentence(el("span", { class: "quiet" }, `many ${percent(e.groups.many)}, medium ${percent(e.groups.medium)}, few ${percent(e.groups.few)}, balanced ${percent(e.groups.balanced)}, of ${plural(e.groups.images, "image")}`)),
    groups.length > 0 && [
      table(`${e.window}: difference by band`, [
        { key: "band", label: "Band" }, { key: "images", label: "Images", kind: "number" }, { key: "diff", label: "Difference", kind: "number", title: "accuracy of this model less that of the other, in points" },
        { key: "iv", label: "Interval, zero and margin", wide: true }, { key: "range", label: "From, to", kind: "number", wide: true }, { key: "only", label: "Only this right / only the other", kind: "number", wide: true }, { key: "needed", label: "Labels needed", kind: "number", wide: true },
      ], groups.map((g) => [
        g.group === null ? "all images" : groupMark(g.group), count(g.images), signed(100 * g.difference),
        interval({ low: g.lower, value: g.difference, high: g.upper, from: -reach, to: reach, zero: 0, margin: g.margin === null ? null : -g.margin, colour: COLOURS[g.group] ?? "sea" }),
        `${signed(100 * g.lower)}, ${signed(100 * g.upper)}`, `${count(g.subjectOnly)} / ${count(g.otherOnly)}`, g.needed === 0 ? "shown" : count(g.needed)])),
      sentence(el("span", { class: "quiet" }, `${plural(e.stream.predicted, "image")} answered by both, ${count(e.stream.labelled)} labelled, ${count(e.stream.waiting)} waiting for a label, ${count(e.stream.unlabelled)} never labelled, ${count(e.stream.contradicted)} labelled twice differently.`)),
    ]);
}

function classColumns(c) {
  const number = (key, label, value, cell, extra = {}) => ({ key, label, kind: "number", value, cell, ...extra });
  const held = (i) => (c.heldTotal[i] > 0 ? c.heldRight[i] / c.heldTotal[i] : null);
  const base = (i) => (c.heldTotal[i] > 0 && c.baseRight[i] !== null ? (c.heldRight[i] - c.baseRight[i]) / c.heldTotal[i] : null);
  const stream = (i) => (c.judged[i] > 0 ? c.right[i] / c.judged[i] : null);
  return [
    { key: "name", label: "Class", kind: "text", value: (i) => c.name[i], cell: (i) => classLink(c.name[i]) },
    { key: "group", label: "Band", kind: "text", wide: true, value: (i) => c.group[i], cell: (i) => groupMark(c.group[i]) },
    number("images", "Trained on", (i) => c.images[i], (i) => count(c.images[i]), { title: "images" }),
    number("ref", "Mix", (i) => c.reference[i], (i) => share(c.reference[i]), { wide: true, title: "share of the mix that it was adapted to" }),
    number("held", "Held out", held, (i) => percent(held(i))),
    number("of", "Of", (i) => c.heldTotal[i], (i) => count(c.heldTotal[i]), { wide: true }),
    number("base", "Than before", base, (i) => (base(i) === null ? "" : `${signed(100 * base(i))}`), { wide: true, title: "points more or less than the model that was live, on the same images" }),
    number("stream", "Stream", stream, (i) => percent(stream(i)), { title: "right of the stream's images whose label came" }),
    number("judged", "Judged", (i) => c.judged[i], (i) => count(c.judged[i]), { wide: true }),
  ];
}

function manifest(m) {
  const p = m.provenance;
  const artifact = ([name, a]) => a && [name, [bytes(a.bytes), " ", el("span", { class: "mono quiet" }, a.sha256)]];
  return el("details", { "data-key": "manifest" }, el("summary", {}, "What it was made of"), facts([
    ["Version", el("span", { class: "mono" }, m.version)],
    ["Made", moment(m.createdAt)],
    ["Gear", GEARS[m.gear] ?? m.gear],
    ["Input", `${m.input}, features ${m.featureWidth} wide${m.quantization ? `, ${m.quantization}` : ""}`],
    ...Object.entries(m.artifacts ?? {}).map(artifact).filter(Boolean),
    ["Signature", m.signature ? [`by ${m.signature.key}, `, moment(m.signature.signedAt), m.signature.expiresAt ? [", until ", moment(m.signature.expiresAt)] : ""] : "none"],
    ["Parity", m.parity && `${plural(m.parity.images, "image")}, largest difference ${m.parity.maxAbsoluteDifference}, same answer on ${count(m.parity.argmaxEqual)}, ${brief(m.parity.millisPerImage)} ms an image`],
    ["Decision", p?.adaptation], ["Memory", p && el("span", { class: "mono" }, p.memoryDigest ?? "–")], ["Seed", p && String(p.seed)], ["Device", p?.device],
    ...Object.entries(p?.parameters ?? {}), ...Object.entries(p?.software ?? {}),
    ["Labels read", p?.labels && p.labels.partition.map((n, i) => `${n}@${p.labels.from[i]}–${p.labels.to[i]}`).join(", ")],
  ]));
}
