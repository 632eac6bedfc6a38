import { el, fill, say } from "../lib/el.js";
import { refresher } from "../lib/api.js";
import { count, percent, plural, share, times } from "../lib/format.js";
import { className, groupMark, groupName, model, nameText, wellFormed } from "../lib/names.js";
import { empty, facts, interval, tag } from "../lib/parts.js";
import { start, titled, trouble } from "../lib/shell.js";
import { table, VirtualTable } from "../lib/table.js";
import { ago, moment } from "../lib/time.js";
import { TailChart } from "../chart/tail.js";
import { ClassDialog } from "./class-dialog.js";

const place = (id) => document.getElementById(id);
const EMPTY = { name: [], live: [], training: [], recall: [], group: [] };
const COLOURS = ["many", "medium", "few", "unknown"];

let tail = null;
let columns = EMPTY;
let lowered = [];
const chosen = new Set([0, 1, 2, 3]);
const dialog = new ClassDialog(() => history.replaceState(null, "", "/tail"));
const open = (i) => { location.hash = encodeURIComponent(wellFormed(columns.name[i])); };
const chart = new TailChart(place("chart"), { hover: readout, pick: open });
const rows = new VirtualTable(place("table"), { label: "Classes", columns: tableColumns(), height: 14 });
const tailFeed = refresher("/api/tail", (answer) => { tail = answer; trouble(null); show(); }, trouble);

place("query").addEventListener("input", choose);
place("search").addEventListener("submit", (event) => { event.preventDefault(); if (found().length) open(found()[0]); });
addEventListener("hashchange", fromAddress);
fill(place("chips"), [0, 1, 2, 3].map((g) => {
  const box = el("input", { type: "checkbox", checked: true, onchange: () => { if (box.checked) chosen.add(g); else chosen.delete(g); choose(); } });
  return el("label", { class: "chip" }, box, groupMark(g));
}));
tailFeed.refresh();
start(["tail"], {
  status: () => titled("Tail"),
  link: (link) => { if (link.connected) tailFeed.refresh(); },
  tail: () => { tailFeed.refresh(); dialog.refresh(); },
});
fromAddress();

function fromAddress() {
  if (location.hash.length < 2) return dialog.close();
  let name;
  try {
    name = decodeURIComponent(location.hash.slice(1));
  } catch {
    name = location.hash.slice(1);
  }
  return dialog.open(name);
}

function show() {
  columns = tail.classes;
  place("classes").hidden = columns.name.length === 0;
  lowered = columns.name.map((name) => name.slice(0, 2000).toLowerCase());
  fill(place("asof"), tail.asOf === null
    ? empty("No label has come yet, so there is nothing to count. Send a folder of images:", "./longshore up --data DIR")
    : [`${plural(columns.name.length, "class", "classes")}, ${plural(tail.labels, "label")}, judged against `, model(tail.model), ". As of ", moment(tail.asOf), ", ", ago(tail.asOf),
      `. Intervals hold at every moment at once, at ${percent(1 - tail.alpha, 0)}.`]);
  fill(place("bands"), tail.groups.map(band));
  fill(place("newest"), newest());
  choose();
}

function found() {
  const query = place("query").value.trim().toLowerCase();
  const hits = [];
  for (let i = 0; i < lowered.length; i++) {
    if (chosen.has(columns.group[i]) && (query === "" || lowered[i].includes(query))) hits.push(i);
  }
  return hits;
}

/** The search lights up what it finds in the chart while the rest stays for comparison, and narrows the table. */
function choose() {
  const hits = found();
  const searched = place("query").value.trim() !== "";
  const inBands = searched ? columns.name.map((_, i) => i).filter((i) => chosen.has(columns.group[i])) : hits;
  say(place("found"), columns.name.length === 0 ? "" : searched ? `${plural(hits.length, "class", "classes")} found` : `${plural(hits.length, "class", "classes")} shown`);
  chart.show(columns, inBands, searched ? new Set(hits) : new Set(), `${plural(inBands.length, "class", "classes")} by frequency, from ${share(columns.live[inBands[0]])} down to ${share(columns.live[inBands.at(-1)])}.`);
  rows.show(hits);
}

function readout(i, spoken) {
  const line = place("readout");
  line.setAttribute("aria-live", spoken ? "polite" : "off");
  if (i === null) return say(line, "Point at a class, or walk with the arrow keys.");
  const c = columns;
  return fill(line, el("strong", {}, className(c.name[i])), " · ", groupName(c.group[i]), ` · ${plural(c.labels[i], "label")} · now ${share(c.live[i])}, in training ${share(c.training[i])}`,
    c.training[i] > 0 ? ` (${times(c.live[i] / c.training[i])})` : "", c.judged[i] > 0 ? ` · recall ${percent(c.recall[i])}, ${percent(c.low[i])} to ${percent(c.high[i])}, of ${plural(c.judged[i], "image")}` : " · not judged yet");
}

function tableColumns() {
  const number = (key, label, value, cell, extra = {}) => ({ key, label, kind: "number", value, cell, ...extra });
  return [
    { key: "name", label: "Class", kind: "text", value: (i) => lowered[i], cell: (i) => el("button", { type: "button", class: "linklike", "data-key": `row-${i}`, onclick: () => open(i) }, className(columns.name[i])) },
    { key: "group", label: "Band", kind: "text", wide: true, value: (i) => columns.group[i], cell: (i) => groupMark(columns.group[i]) },
    number("labels", "Labels", (i) => columns.labels[i], (i) => count(columns.labels[i]), { wide: true, title: "labelled images so far" }),
    number("live", "Now", (i) => columns.live[i], (i) => share(columns.live[i]), { title: "share of the recent mix" }),
    number("training", "Training", (i) => columns.training[i], (i) => share(columns.training[i]), { wide: true, title: "share of the live model's training images" }),
    number("ratio", "Times", ratio, (i) => times(ratio(i)), { wide: true, title: "share now over share in training" }),
    number("recall", "Recall", (i) => columns.recall[i], (i) => percent(columns.recall[i]), { title: "of the stream's images whose label came, the share that the live model called so" }),
    { key: "interval", label: "Interval", kind: "number", wide: true, title: "where the recall may be; sorts by width", value: (i) => columns.high[i] === null ? null : columns.high[i] - columns.low[i], cell: intervalCell },
    number("judged", "Judged", (i) => columns.judged[i], (i) => count(columns.judged[i]), { wide: true, title: "images with a prediction and a label" }),
    number("held", "Held out", held, (i) => percent(held(i)), { wide: true, title: "on the held-out images of the live model's manifest" }),
  ];
}

function ratio(i) {
  return columns.training[i] > 0 ? columns.live[i] / columns.training[i] : null;
}

function held(i) {
  return columns.heldTotal[i] > 0 ? columns.heldRight[i] / columns.heldTotal[i] : null;
}

function intervalCell(i) {
  const c = columns;
  if (c.judged[i] === 0 || c.recall[i] === null) return "";
  return el("span", { title: `${percent(c.low[i])} to ${percent(c.high[i])}` }, el("span", { class: "hidden" }, `${percent(c.low[i])} to ${percent(c.high[i])}`),
    interval({ low: c.low[i], value: c.recall[i], high: c.high[i], colour: COLOURS[c.group[i]] }));
}

function band(group) {
  const word = groupName(group.group);
  const says = { many: "often seen in training", medium: "seen now and then", few: "hardly seen in training", unknown: "not in the live model" }[word];
  return el("div", { class: `panel band-${word}` },
    el("h3", {}, groupMark(group.group), el("span", { class: "quiet" }, ` ${says}`)),
    facts([
      ["Classes", count(group.classes)],
      ["Share now", `${share(group.live)}${group.training === null ? "" : `, training ${share(group.training)}`}`],
      ["Recall", group.recall === null ? "not judged yet" : `${percent(group.recall)} of ${plural(group.judged, "image")}`],
      ["Held out", group.heldOut === null ? null : percent(group.heldOut)],
    ]));
}

function newest() {
  const n = tail.newest;
  if (!n.name.length) return empty("No class has come up since this console began to read.");
  return table("Newest classes", [{ key: "name", label: "Class" }, { key: "at", label: "First label" }, { key: "labels", label: "Labels", kind: "number" }, { key: "known", label: "Live model" }],
    n.name.map((name, i) => [
      el("a", { href: `#${encodeURIComponent(wellFormed(name))}`, "data-key": `new-${name}`, title: nameText(name, 200) }, className(name)),
      ago(n.firstSeen[i]), count(n.labels[i]), n.known[i] ? "knows it" : el("span", { class: "quiet" }, "not yet")]));
}
