import { el, fill, say } from "../lib/el.js";
import { NONE, there } from "../lib/format.js";
import { momentText } from "../lib/time.js";
import { around, linear, timeTicks } from "./scales.js";
import { Surface } from "./surface.js";

const LEFT = 52;
const RIGHT = 12;
const TOP = 10;
const BOTTOM = 22;
const TABLE_ROWS = 60;

/**
 * Lines over time, or over epochs: a legend that has the values under the pointer, and the same numbers as a table for
 * whoever cannot see lines.
 *
 * A series is {key, label, colour, dash?, fill?, format}. Options: {label, height, series, include: numbers that the axis has
 * to show, axis: format of the numbers on it, x: "time" | "count", xLabel}.
 */
export class LineChart {
  #options;
  #surface;
  #data = { x: [], ys: {}, marks: [] };
  #cursor = null;
  #legend;
  #at;
  #values = new Map();
  #table;
  #empty;

  constructor(host, options) {
    this.#options = { height: 180, include: [], x: "time", axis: (v) => String(v), ...options };
    this.#at = el("span", { class: "legend-at" });
    this.#legend = el("ul", { class: "legend", "aria-live": "off" }, this.#options.series.map((series) => {
      const value = el("span", { class: "legend-value" }, NONE);
      this.#values.set(series.key, value);
      return el("li", {}, el("span", { class: `swatch ink-${series.colour}${series.dash ? " dashed" : ""}` }), series.label, " ", value);
    }), el("li", {}, this.#at));
    const place = el("div", { class: "plot" });
    this.#empty = el("p", { class: "empty", hidden: true });
    this.#table = el("details", { class: "as-table" }, el("summary", {}, "As a table"), el("div"));
    this.#table.addEventListener("toggle", () => this.#fillTable());
    host.replaceChildren(this.#legend, place, this.#empty, this.#table);
    this.#surface = new Surface(place, { label: options.label, height: this.#options.height, draw: () => this.#draw() });
    this.#listen(this.#surface.canvas);
  }

  /** x: ascending; ys: by key, one number or null for each x; marks: [{at, text}], drawn as upright lines. */
  show({ x, ys, marks = [], empty = "Nothing yet." }) {
    this.#data = { x, ys, marks };
    this.#empty.hidden = x.length > 0;
    say(this.#empty, x.length ? "" : empty);
    this.#surface.canvas.parentElement.hidden = this.#legend.hidden = this.#table.hidden = x.length === 0;
    if (this.#cursor !== null && this.#cursor >= x.length) this.#cursor = null;
    this.#surface.describe(`${this.#options.label}. ${x.length} points. Last: ${this.#spoken(x.length - 1)}. Arrow keys walk the points.`);
    this.#tell();
    this.#fillTable();
    this.#surface.redraw();
  }

  #spoken(at) {
    if (at < 0) return "none";
    return this.#options.series.map((s) => `${s.label} ${s.format(this.#data.ys[s.key]?.[at] ?? null)}`).join(", ");
  }

  #where(at) {
    const x = this.#data.x[at];
    return this.#options.x === "time" ? momentText(x) : `${this.#options.xLabel} ${x}`;
  }

  #tell() {
    const { x, ys } = this.#data;
    const at = this.#cursor;
    for (const series of this.#options.series) {
      const value = at === null ? ys[series.key]?.findLast(there) : ys[series.key]?.[at];
      say(this.#values.get(series.key), series.format(value ?? null));
    }
    say(this.#at, x.length === 0 ? "" : at === null ? "newest" : `at ${this.#where(at)}`);
  }

  #fillTable() {
    if (!this.#table.open) return;
    const { x, ys } = this.#data;
    const every = Math.max(1, Math.ceil(x.length / TABLE_ROWS));
    const rows = [];
    for (let at = x.length - 1; at >= 0; at -= every) {
      rows.push(el("tr", {}, el("th", { scope: "row" }, this.#where(at)), this.#options.series.map((s) => el("td", { class: "number" }, s.format(ys[s.key]?.[at] ?? null)))));
    }
    fill(this.#table.lastChild, el("div", { class: "scroller short", tabindex: 0, role: "region", "aria-label": `${this.#options.label}, as a table` },
      el("table", { class: "rows" },
        el("thead", {}, el("tr", {}, el("th", { scope: "col" }, this.#options.xLabel ?? "time"), this.#options.series.map((s) => el("th", { scope: "col", class: "number" }, s.label)))),
        el("tbody", {}, rows))));
  }

  #draw() {
    const s = this.#surface;
    const { x, ys, marks } = this.#data;
    if (!x.length) return;
    const [low, high] = around(this.#options.series.map((series) => ys[series.key] ?? []), this.#options.include);
    const across = linear([x[0], x.length > 1 ? x.at(-1) : x[0] + 1], [LEFT, s.width - RIGHT]);
    const up = linear([low, high], [s.height - BOTTOM, TOP]);
    for (const tick of up.ticks(4)) {
      s.line(LEFT, up(tick), s.width - RIGHT, up(tick), tick === 0 ? "axis" : "grid");
      s.text(this.#options.axis(tick), LEFT - 6, up(tick), { align: "right" });
    }
    this.#drawTime(across, x);
    this.#drawMarks(across, x, marks);
    for (const series of this.#options.series) this.#stroke(series, across, up, x, ys[series.key] ?? [], up(Math.max(low, Math.min(high, 0))));
    if (this.#cursor !== null) {
      const at = across(x[this.#cursor]);
      s.line(at, TOP, at, s.height - BOTTOM, "ink");
      for (const series of this.#options.series) {
        const value = ys[series.key]?.[this.#cursor];
        if (there(value)) this.#dot(at, up(value), series.colour);
      }
    }
  }

  /** A line for each mark, and its words where those of the mark before leave room. */
  #drawMarks(across, x, marks) {
    const s = this.#surface;
    let free = LEFT;
    for (const mark of marks) {
      if (mark.at < x[0] || mark.at > x.at(-1)) continue;
      s.line(across(mark.at), TOP, across(mark.at), s.height - BOTTOM, "axis", { dash: [2, 3] });
      const width = s.pen.measureText(mark.text).width;
      const at = Math.min(across(mark.at) + 3, s.width - RIGHT - width);
      if (at < free) continue;
      s.text(mark.text, at, TOP + 4);
      free = at + width + 6;
    }
  }

  #drawTime(across, x) {
    const s = this.#surface;
    const ticks = this.#options.x === "time"
      ? timeTicks(x[0], x.at(-1), Math.max(2, s.width / 90))
      : across.ticks(Math.min(8, s.width / 70)).filter(Number.isInteger).map((at) => ({ at, text: String(at) }));
    for (const { at, text } of ticks) {
      s.line(across(at), s.height - BOTTOM, across(at), s.height - BOTTOM + 4, "axis");
      s.text(text, Math.max(LEFT - 20, Math.min(across(at), s.width - 26)), s.height - 8, { align: "center" });
    }
  }

  #stroke(series, across, up, x, y, ground) {
    const s = this.#surface;
    const pen = s.pen;
    pen.strokeStyle = s.colour(series.colour);
    pen.lineWidth = series.dash ? 1.5 : 2;
    pen.setLineDash(series.dash ?? []);
    pen.beginPath();
    let drawing = false;
    let begun = 0;
    for (let i = 0; i < x.length; i++) {
      if (!there(y[i])) {
        drawing = false;
        continue;
      }
      if (!drawing) begun = across(x[i]);
      pen[drawing ? "lineTo" : "moveTo"](across(x[i]), up(y[i]));
      drawing = true;
    }
    pen.stroke();
    pen.setLineDash([]);
    if (series.fill && drawing) {
      pen.lineTo(across(x.at(-1)), ground);
      pen.lineTo(begun, ground);
      pen.globalAlpha = 0.12;
      pen.fillStyle = s.colour(series.colour);
      pen.fill();
      pen.globalAlpha = 1;
    }
    // A line of one point is none: it is drawn as a dot.
    for (let i = 0; i < x.length; i++) {
      if (there(y[i]) && !there(y[i - 1]) && !there(y[i + 1])) this.#dot(across(x[i]), up(y[i]), series.colour);
    }
  }

  #dot(x, y, colour) {
    const pen = this.#surface.pen;
    if (!Number.isFinite(y)) return;
    pen.fillStyle = this.#surface.colour(colour);
    pen.beginPath();
    pen.arc(x, y, 3, 0, 2 * Math.PI);
    pen.fill();
  }

  #listen(canvas) {
    const move = (cursor, live) => {
      if (cursor === this.#cursor) return;
      this.#cursor = cursor;
      this.#legend.setAttribute("aria-live", live);
      this.#tell();
      this.#surface.redraw();
    };
    canvas.addEventListener("pointermove", (event) => {
      const { x } = this.#data;
      if (!x.length) return;
      const value = linear([x[0], x.at(-1)], [LEFT, this.#surface.width - RIGHT]).invert(event.offsetX);
      move(nearest(x, value), "off");
    });
    canvas.addEventListener("pointerleave", () => move(null, "off"));
    canvas.addEventListener("blur", () => move(null, "off"));
    canvas.addEventListener("keydown", (event) => {
      const last = this.#data.x.length - 1;
      const from = this.#cursor ?? last;
      const to = { ArrowLeft: from - 1, ArrowRight: from + 1, PageUp: from - 10, PageDown: from + 10, Home: 0, End: last }[event.key];
      if (event.key === "Escape") move(null, "off");
      if (to === undefined || last < 0) return;
      event.preventDefault();
      move(Math.max(0, Math.min(last, to)), "polite");
    });
  }
}

/** The index of the number nearest to a value; numbers ascend. */
export function nearest(numbers, value) {
  let low = 0;
  let high = numbers.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (numbers[middle] < value) low = middle;
    else high = middle;
  }
  return value - numbers[low] <= numbers[high] - value ? low : high;
}
