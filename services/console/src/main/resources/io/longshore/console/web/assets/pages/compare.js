import { el, fill } from "../lib/el.js";
import { ApiError, get } from "../lib/api.js";
import { count, percent, plural, signed } from "../lib/format.js";
import { classLink, groupMark, model, short } from "../lib/names.js";
import { empty, interval, sentence } from "../lib/parts.js";
import { table, VirtualTable } from "../lib/table.js";

const place = (id) => document.getElementById(id);

/** Two versions beside each other, band by band and class by class. */
export class Comparison {
  #a = el("select", { id: "compare-a" });
  #b = el("select", { id: "compare-b" });
  #offered = "";
  #wanted = null;

  constructor() {
    const go = el("button", { type: "submit", class: "button" }, "Compare");
    fill(place("choose"), el("form", { class: "choose", onsubmit: (event) => { event.preventDefault(); location.hash = `compare=${this.#a.value},${this.#b.value}`; } },
      el("div", {}, el("label", { for: "compare-a" }, "First version"), this.#a), el("div", {}, el("label", { for: "compare-b" }, "Second version"), this.#b), go));
  }

  /** The versions to choose from; what was chosen stays chosen. */
  offer(models) {
    place("choose").hidden = models.length < 2;
    if (models.length < 2) fill(place("compared"), empty("There are not two models to compare yet."));
    const key = models.map((m) => m.version + m.state).join();
    if (key === this.#offered || models.length < 2) return;
    const first = this.#offered === "";
    this.#offered = key;
    const live = models.find((m) => m.state === "live")?.version ?? models[0].version;
    const other = models.find((m) => m.version === models.find((n) => n.version === live)?.parent)?.version ?? models.find((m) => m.version !== live).version;
    for (const [select, fallback, at] of [[this.#a, other, 0], [this.#b, live, 1]]) {
      const before = this.#wanted?.[at] ?? (select.value || fallback);
      fill(select, models.map((m) => el("option", { value: m.version }, `${short(m.version)} ${m.gear}, ${m.state}`)));
      select.value = before;
      if (!select.value) select.value = fallback;
    }
    if (first && this.#wanted === null) fill(place("compared"));
  }

  async open(a, b) {
    this.#wanted = [a, b];
    this.#a.value = a;
    this.#b.value = b;
    fill(place("compared"), el("p", { class: "quiet", role: "status" }, "Reading…"));
    try {
      const answer = await get(`/api/compare?a=${a}&b=${b}`);
      if (this.#wanted[0] === a && this.#wanted[1] === b) this.#show(answer);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      fill(place("compared"), el("p", { class: "notice notice-bad", role: "alert" }, error.message));
    }
    place("comparing").scrollIntoView({ block: "start" });
  }

  #show(answer) {
    const { a, b, groups, classes: c, sameImages } = answer;
    const bands = el("div");
    const rows = el("div");
    fill(place("compared"),
      sentence(model(b.version), ` (${b.gear}) against `, model(a.version), ` (${a.gear}): balanced ${percent(b.heldOut?.balanced)} against ${percent(a.heldOut?.balanced)}. `,
        sameImages ? "Both were judged on the same held-out images." : "They were judged on different held-out images, so small differences say little."),
      bands, el("h3", {}, "Class by class"), el("p", { class: "quiet" }, `${plural(c.name.length, "class", "classes")}; differences are the second version less the first, in points of held-out accuracy.`), rows);
    fill(bands, table("By band", [{ key: "band", label: "Band" }, { key: "a", label: short(a.version), kind: "number" }, { key: "b", label: short(b.version), kind: "number" }, { key: "d", label: "Difference", kind: "number" }, { key: "n", label: "Classes better / worse / same", kind: "number", wide: true }],
      groups.map((g) => [g.group === null ? "all" : groupMark(g.group), percent(g.a), percent(g.b), signed(100 * g.difference), `${count(g.better)} / ${count(g.worse)} / ${count(g.same)}`])));
    const part = (right, total, i) => (total[i] > 0 ? right[i] / total[i] : null);
    const number = (key, label, value, cell, extra = {}) => ({ key, label, kind: "number", value, cell, ...extra });
    const reach = 1.1 * c.difference.reduce((most, d) => Math.max(most, Math.abs(d ?? 0)), 0.05);
    const virtual = new VirtualTable(rows, { label: "Class by class", height: 12, columns: [
      { key: "name", label: "Class", kind: "text", value: (i) => c.name[i], cell: (i) => classLink(c.name[i]) },
      { key: "group", label: "Band", kind: "text", wide: true, value: (i) => c.group[i], cell: (i) => groupMark(c.group[i]) },
      number("a", short(a.version).slice(0, 6), (i) => part(c.aRight, c.aTotal, i), (i) => percent(part(c.aRight, c.aTotal, i)), { title: `held out, ${short(a.version)}` }),
      number("b", short(b.version).slice(0, 6), (i) => part(c.bRight, c.bTotal, i), (i) => percent(part(c.bRight, c.bTotal, i)), { title: `held out, ${short(b.version)}` }),
      number("d", "Difference", (i) => c.difference[i], (i) => signed(c.difference[i] === null ? null : 100 * c.difference[i])),
      { key: "interval", label: "Worse, better", kind: "number", wide: true, value: (i) => c.difference[i], cell: (i) => c.difference[i] === null ? "" : interval({ low: Math.min(0, c.difference[i]), value: c.difference[i], high: Math.max(0, c.difference[i]), from: -reach, to: reach, zero: 0, colour: c.difference[i] < 0 ? "bad" : "good" }) },
      number("sa", "Stream, first", (i) => part(c.aStreamRight, c.aStreamJudged, i), (i) => percent(part(c.aStreamRight, c.aStreamJudged, i)), { wide: true }),
      number("sb", "Stream, second", (i) => part(c.bStreamRight, c.bStreamJudged, i), (i) => percent(part(c.bStreamRight, c.bStreamJudged, i)), { wide: true }),
    ] });
    virtual.show(c.name.map((_, i) => i));
  }
}
