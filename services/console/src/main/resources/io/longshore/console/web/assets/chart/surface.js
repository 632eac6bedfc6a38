import { el } from "../lib/el.js";

const dark = matchMedia("(prefers-color-scheme: dark)");

/**
 * A canvas that is as sharp as the screen, follows the width of its place and the colours of the page, and draws at
 * most once a frame. It can have the focus: what it shows under the pointer, the arrow keys show too.
 */
export class Surface {
  #draw;
  #wanted = false;
  #style;
  #colours = new Map();

  constructor(host, { label, height, draw }) {
    this.#draw = draw;
    this.height = height;
    this.width = 0;
    this.canvas = el("canvas", { class: "canvas", role: "img", "aria-label": label, tabindex: 0 });
    this.canvas.style.height = `${height}px`;
    host.append(this.canvas);
    this.pen = this.canvas.getContext("2d");
    new ResizeObserver(() => this.redraw()).observe(host);
    dark.addEventListener("change", () => this.redraw());
  }

  describe(text) {
    this.canvas.setAttribute("aria-label", text);
  }

  redraw() {
    if (this.#wanted) return;
    this.#wanted = true;
    requestAnimationFrame(() => {
      this.#wanted = false;
      const width = this.canvas.clientWidth;
      if (width === 0) return;
      const ratio = devicePixelRatio || 1;
      this.width = width;
      this.canvas.width = Math.round(width * ratio);
      this.canvas.height = Math.round(this.height * ratio);
      this.pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      this.#style = getComputedStyle(this.canvas);
      this.#colours.clear();
      this.pen.font = `11px ${this.#style.fontFamily}`;
      this.pen.lineJoin = "round";
      this.#draw(this.pen, width, this.height);
    });
  }

  /** A colour of the style sheet, as it is now; asked for once a frame, since a chart wants one for each pixel. */
  colour(name) {
    if (!this.#colours.has(name)) this.#colours.set(name, this.#style.getPropertyValue(`--${name}`).trim() || "#888");
    return this.#colours.get(name);
  }

  text(text, x, y, { align = "left", colour = "muted", baseline = "middle" } = {}) {
    this.pen.fillStyle = this.colour(colour);
    this.pen.textAlign = align;
    this.pen.textBaseline = baseline;
    this.pen.fillText(text, x, y);
  }

  line(x1, y1, x2, y2, colour, { dash = [], width = 1 } = {}) {
    this.pen.strokeStyle = this.colour(colour);
    this.pen.lineWidth = width;
    this.pen.setLineDash(dash);
    this.pen.beginPath();
    this.pen.moveTo(x1, y1);
    this.pen.lineTo(x2, y2);
    this.pen.stroke();
    this.pen.setLineDash([]);
  }
}
