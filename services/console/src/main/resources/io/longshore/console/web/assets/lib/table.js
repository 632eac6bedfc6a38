import { el, byKey } from "./el.js";

const ROW_PX = 30;
const AROUND = 8;

/**
 * A table of any length: only the rows in sight exist. Its columns sort, its rows can be walked with the arrow keys,
 * and screen readers are told how many there are.
 *
 * A column is {key, label, title?, kind: "text" | "number", wide?, value(i) to sort by, cell(i) -> node or text}; i is
 * the index of a row in whatever the columns read.
 */
export class VirtualTable {
  #columns;
  #rows = [];
  #order = [];
  #sort = null;
  #body;
  #head;
  #table;
  #scroller;
  #drawn = "";

  constructor(host, { label, columns, height = 14 }) {
    this.#columns = columns;
    this.#head = el("tr", { "aria-rowindex": 1 }, columns.map((column) => this.#heading(column)));
    this.#body = el("tbody");
    this.#table = el("table", { class: "rows", "aria-label": label }, el("colgroup", {}, columns.map((c) => el("col", { class: `col-${c.key}${c.wide ? " wide" : ""}` }))), el("thead", {}, this.#head), this.#body);
    this.#scroller = el("div", { class: "scroller", tabindex: 0, role: "region", "aria-label": `${label}, scrolls` }, this.#table);
    this.#scroller.style.maxHeight = `${(height + 1) * ROW_PX + 6}px`;
    this.#scroller.addEventListener("scroll", () => this.#draw(), { passive: true });
    this.#body.addEventListener("keydown", (event) => this.#walk(event));
    host.replaceChildren(this.#scroller);
    new ResizeObserver(() => this.#draw()).observe(this.#scroller);
  }

  /** Shows these rows, in this order until a heading is pressed. */
  show(rows) {
    this.#rows = rows;
    this.#arrange();
  }

  /** Brings a row into sight. */
  reveal(row) {
    const place = this.#order.indexOf(row);
    if (place >= 0) this.#scroller.scrollTop = Math.max(0, place * ROW_PX - 3 * ROW_PX);
  }

  #heading(column) {
    const button = el("button", { type: "button", class: "sorter", title: column.title, onclick: () => this.#sortBy(column) }, column.label);
    return el("th", { scope: "col", class: cellClass(column) }, button);
  }

  #sortBy(column) {
    const first = column.kind === "number" ? "descending" : "ascending";
    const other = first === "descending" ? "ascending" : "descending";
    if (this.#sort?.column !== column) this.#sort = { column, direction: first };
    else this.#sort = this.#sort.direction === first ? { column, direction: other } : null;
    this.#columns.forEach((c, at) => {
      const th = this.#head.children[at];
      if (this.#sort?.column === c) th.setAttribute("aria-sort", this.#sort.direction);
      else th.removeAttribute("aria-sort");
    });
    this.#scroller.scrollTop = 0;
    this.#arrange();
  }

  #arrange() {
    this.#order = this.#rows;
    if (this.#sort) {
      const { column, direction } = this.#sort;
      const turn = direction === "ascending" ? 1 : -1;
      const keyed = this.#rows.map((row) => [column.value(row), row]);
      // What is not known goes last whichever way.
      keyed.sort(([a], [b]) => (a ?? null) === null ? ((b ?? null) === null ? 0 : 1) : (b ?? null) === null ? -1 : a < b ? -turn : a > b ? turn : 0);
      this.#order = keyed.map(([, row]) => row);
    }
    this.#table.setAttribute("aria-rowcount", this.#order.length + 1);
    this.#drawn = "";
    this.#draw();
  }

  #draw() {
    const from = Math.max(0, Math.floor(this.#scroller.scrollTop / ROW_PX) - AROUND);
    const to = Math.min(this.#order.length, from + Math.ceil(this.#scroller.clientHeight / ROW_PX) + 2 * AROUND);
    if (this.#drawn === `${from} ${to}`) return;
    this.#drawn = `${from} ${to}`;
    const focused = this.#body.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    const rows = [];
    for (let at = from; at < to; at++) rows.push(this.#row(this.#order[at], at));
    this.#body.replaceChildren(spacer(from), ...rows, spacer(this.#order.length - to));
    if (focused) byKey(this.#body, focused)?.focus({ preventScroll: true });
  }

  #row(row, at) {
    return el("tr", { "aria-rowindex": at + 2, "data-at": at }, this.#columns.map((column, c) =>
      el(c === 0 ? "th" : "td", { class: cellClass(column), scope: c === 0 ? "row" : null }, column.cell(row))));
  }

  #walk(event) {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    const from = event.target.closest("tr")?.dataset.at;
    if (!step || from === undefined) return;
    event.preventDefault();
    const at = Math.max(0, Math.min(this.#order.length - 1, Number(from) + step));
    const top = at * ROW_PX;
    const { scrollTop, clientHeight } = this.#scroller;
    if (top < scrollTop || top > scrollTop + clientHeight - 3 * ROW_PX) {
      this.#scroller.scrollTop = Math.max(0, top - clientHeight / 2);
      this.#draw();
    }
    this.#body.querySelector(`tr[data-at="${at}"] :is(a, button)`)?.focus({ preventScroll: true });
  }
}

function cellClass(column) {
  return `${column.kind === "number" ? "number " : ""}${column.wide ? "wide " : ""}cell-${column.key}`;
}

function spacer(rows) {
  const row = el("tr", { class: "spacer", "aria-hidden": true });
  row.style.height = `${rows * ROW_PX}px`;
  return row;
}

/** A short table, all of it in the page. Cells are nodes or text. */
export function table(label, columns, rows) {
  return el("div", { class: "scroller", tabindex: 0, role: "region", "aria-label": label },
    el("table", { class: "rows", "aria-label": label },
      el("thead", {}, el("tr", {}, columns.map((c) => el("th", { scope: "col", class: cellClass(c), title: c.title }, c.label)))),
      el("tbody", {}, rows.map((row) => el("tr", {}, row.map((cell, at) => el("td", { class: cellClass(columns[at]) }, cell)))))));
}
