import { there } from "../lib/format.js";
import { nameText } from "../lib/names.js";
import { linear, logarithmic } from "./scales.js";
import { Surface } from "./surface.js";

const LEFT = 60;
const RIGHT = 10;
const TOP = 8;
const MIX = 190;
const BAND = 6;
const CROWD = 5;
const RECALL_TOP = TOP + MIX + 44;
const RECALL = 90;
const HEIGHT = RECALL_TOP + RECALL + 10;
const COLOURS = ["many", "medium", "few", "unknown"];

/**
 * The long tail: classes side by side, most frequent first; above, how much of the mix each has now (bars) and had in
 * training (marks), on a log axis; below, its recall with the interval. Where classes are too narrow for marks of their
 * own, a pixel shows the mean of its classes, and below, five pixels the recall of all their images together, with the
 * half of the classes that lies in the middle.
 */
export class TailChart {
  #surface;
  #columns = null;
  #shown = [];
  #lit = new Set();
  #cursor = null;
  #hover;
  #pick;

  constructor(host, { hover, pick }) {
    this.#hover = hover;
    this.#pick = pick;
    this.#surface = new Surface(host, { label: "Classes by frequency", height: HEIGHT, draw: () => this.#draw() });
    this.#listen(this.#surface.canvas);
  }

  /** columns as in /api/tail; shown: indices, left to right; lit: indices that a search found. */
  show(columns, shown, lit, sentence) {
    this.#columns = columns;
    this.#shown = shown;
    this.#lit = lit;
    if (this.#cursor !== null && this.#cursor >= shown.length) this.#cursor = null;
    this.#surface.describe(`${sentence} Arrow keys walk the classes, Enter opens one; the table below has all of it.`);
    this.#surface.redraw();
  }

  #scales() {
    const c = this.#columns;
    let low = 1;
    let high = 0;
    for (const i of this.#shown) {
      for (const value of [c.live[i], c.training[i]]) {
        if (!(value > 0)) continue;
        if (value < low) low = value;
        if (value > high) high = value;
      }
    }
    if (high === 0) [low, high] = [0.001, 1];
    const floor = 10 ** Math.floor(Math.log10(low) - 0.05);
    const top = Math.min(1, 10 ** Math.ceil(Math.log10(high)));
    return {
      x: linear([0, this.#shown.length], [LEFT, this.#surface.width - RIGHT]),
      mix: logarithmic([floor, Math.max(top, floor * 10)], [TOP + MIX, TOP]),
      recall: linear([0, 1], [RECALL_TOP + RECALL, RECALL_TOP]),
    };
  }

  #draw() {
    if (!this.#columns || !this.#shown.length) return;
    const s = this.#surface;
    const scales = this.#scales();
    for (const tick of scales.mix.ticks()) {
      s.line(LEFT, scales.mix(tick), s.width - RIGHT, scales.mix(tick), "grid");
      s.text(`${+(100 * tick).toPrecision(3)} %`, LEFT - 6, scales.mix(tick), { align: "right" });
    }
    for (const tick of [0, 0.5, 1]) {
      s.line(LEFT, scales.recall(tick), s.width - RIGHT, scales.recall(tick), "grid");
      s.text(`${100 * tick} %`, LEFT - 6, scales.recall(tick), { align: "right" });
    }
    s.text("share of the mix", LEFT + 2, TOP + 4, { align: "left" });
    s.text("recall", LEFT + 2, RECALL_TOP - 10, { align: "left" });
    if ((s.width - LEFT - RIGHT) / this.#shown.length >= 3) this.#drawEach(scales);
    else this.#drawCrowd(scales);
    if (this.#cursor !== null) {
      const middle = scales.x(this.#cursor + 0.5);
      s.line(middle, TOP, middle, HEIGHT - 10, "ink");
    }
  }

  #drawEach({ x, mix, recall }) {
    const s = this.#surface;
    const c = this.#columns;
    const step = x(1) - x(0);
    const width = Math.max(2, Math.min(step * 0.72, 56));
    this.#shown.forEach((i, at) => {
      const left = x(at) + (step - width) / 2;
      const middle = left + width / 2;
      const colour = s.colour(COLOURS[c.group[i]]);
      s.pen.fillStyle = colour;
      s.pen.globalAlpha = this.#lit.size && !this.#lit.has(i) ? 0.3 : 1;
      if (c.live[i] > 0) s.pen.fillRect(left, mix(c.live[i]), width, TOP + MIX - mix(c.live[i]));
      s.pen.fillRect(x(at), TOP + MIX + 3, Math.ceil(step), BAND);
      if (c.training[i] > 0) s.line(x(at) + step * 0.06, mix(c.training[i]), x(at) + step * 0.94, mix(c.training[i]), "ink", { width: 2 });
      if (there(c.recall[i])) {
        s.pen.strokeStyle = colour;
        s.pen.lineWidth = step >= 8 ? 2 : 1;
        s.pen.beginPath();
        s.pen.moveTo(middle, recall(c.low[i]));
        s.pen.lineTo(middle, recall(c.high[i]));
        s.pen.stroke();
        const size = step >= 8 ? 3.5 : 1.5;
        s.pen.beginPath();
        s.pen.arc(middle, recall(c.recall[i]), size, 0, 2 * Math.PI);
        s.pen.fill();
      }
      s.pen.globalAlpha = 1;
    });
    if (step >= 44) {
      this.#shown.forEach((i, at) => {
        const name = fitting(s.pen, nameText(c.name[i], 24), step - 6);
        s.text(name, x(at) + step / 2, TOP + MIX + 16, { align: "center" });
      });
    }
  }

  #drawCrowd({ x, mix, recall }) {
    const s = this.#surface;
    const c = this.#columns;
    const shown = this.#shown;
    const trained = [];
    for (let pixel = LEFT; pixel < s.width - RIGHT; pixel++) {
      const [from, to] = this.#within(x, pixel, 1);
      let [live, training, known, lit] = [0, 0, 0, false];
      for (let at = from; at < to; at++) {
        live += c.live[shown[at]] ?? 0;
        training += c.training[shown[at]] ?? 0;
        if (c.training[shown[at]] > 0) known++;
        lit ||= this.#lit.has(shown[at]);
      }
      s.pen.fillStyle = s.colour(COLOURS[c.group[shown[from]]]);
      s.pen.globalAlpha = this.#lit.size && !lit ? 0.3 : 1;
      const top = mix(live / (to - from));
      if (live > 0) s.pen.fillRect(pixel, top, 1, TOP + MIX - top);
      s.pen.fillRect(pixel, TOP + MIX + 3, 1, BAND);
      if (known) trained.push([pixel, mix(training / known)]);
    }
    for (let pixel = LEFT; pixel < s.width - RIGHT; pixel += CROWD) this.#drawRecalls(x, recall, pixel);
    s.pen.globalAlpha = 1;
    s.pen.strokeStyle = s.colour("ink");
    s.pen.lineWidth = 1;
    s.pen.beginPath();
    trained.forEach(([px, py], at) => (at && px === trained[at - 1][0] + 1 ? s.pen.lineTo(px, py) : s.pen.moveTo(px, py)));
    s.pen.stroke();
  }

  /** Where the classes of so many pixels begin and end; at least one. */
  #within(x, pixel, pixels) {
    const last = this.#shown.length - 1;
    const from = Math.min(last, Math.max(0, Math.floor(x.invert(pixel) + 1e-6)));
    return [from, Math.min(last + 1, Math.max(from + 1, Math.floor(x.invert(pixel + pixels) + 1e-6)))];
  }

  #drawRecalls(x, recall, pixel) {
    const c = this.#columns;
    const pen = this.#surface.pen;
    const [from, to] = this.#within(x, pixel, CROWD);
    const judged = this.#shown.slice(from, to).filter((i) => c.judged[i] > 0);
    if (!judged.length) return;
    const each = judged.map((i) => c.recall[i]).sort((a, b) => a - b);
    const low = each[Math.floor((each.length - 1) / 4)];
    const high = each[Math.ceil((3 * (each.length - 1)) / 4)];
    const all = judged.reduce((sum, i) => sum + c.right[i], 0) / judged.reduce((sum, i) => sum + c.judged[i], 0);
    pen.fillStyle = this.#surface.colour(COLOURS[c.group[this.#shown[from]]]);
    pen.globalAlpha = 0.3;
    pen.fillRect(pixel, recall(high), CROWD - 1, Math.max(1, recall(low) - recall(high)));
    pen.globalAlpha = 1;
    pen.fillRect(pixel, recall(all) - 1.5, CROWD - 1, 3);
  }

  #listen(canvas) {
    const move = (cursor, spoken) => {
      this.#cursor = cursor;
      this.#hover(cursor === null ? null : this.#shown[cursor], spoken);
      this.#surface.redraw();
    };
    const under = (event) => {
      const at = Math.floor(linear([LEFT, this.#surface.width - RIGHT], [0, this.#shown.length])(event.offsetX));
      return at >= 0 && at < this.#shown.length ? at : null;
    };
    canvas.addEventListener("pointermove", (event) => move(under(event), false));
    canvas.addEventListener("pointerleave", () => move(null, false));
    canvas.addEventListener("click", (event) => {
      const at = under(event);
      if (at !== null) this.#pick(this.#shown[at]);
    });
    canvas.addEventListener("keydown", (event) => {
      const last = this.#shown.length - 1;
      const from = this.#cursor ?? -1;
      if (event.key === "Enter" && this.#cursor !== null) this.#pick(this.#shown[this.#cursor]);
      const leap = Math.max(1, Math.round(this.#shown.length / 20));
      const to = { ArrowLeft: from - 1, ArrowRight: from + 1, PageUp: from - leap, PageDown: from + leap, Home: 0, End: last }[event.key];
      if (to === undefined || last < 0) return;
      event.preventDefault();
      move(Math.max(0, Math.min(last, to)), true);
    });
  }
}

/** As much of a name as fits, with an ellipsis for the rest. */
function fitting(pen, text, width) {
  if (pen.measureText(text).width <= width) return text;
  let length = text.length - 1;
  while (length > 2 && pen.measureText(`${text.slice(0, length)}…`).width > width) length--;
  return `${text.slice(0, length)}…`;
}
