import { el } from "./el.js";
import { count } from "./format.js";

const STAYS_MS = 12000;
const WORDS = { promote: "Promotion", "roll-back": "Rollback", pause: "Pause", resume: "Resume", adapt: "Adaptation" };

/** Tells what became of requests, those of this browser and those of others, once each. */
export class ActionNews {
  #place;
  #told = new Set();
  #began = Date.now();

  constructor(place) {
    this.#place = place;
  }

  tell(request) {
    const key = `${request.id} ${request.state}`;
    // The server says the newest request on connecting too; what was answered before this page was opened is no news.
    if (this.#told.has(key) || request.at < this.#began - 60000) return;
    this.#told.add(key);
    const what = WORDS[request.kind] ?? request.kind;
    const text = request.state === "done"
      ? `${what} answered by plan ${count(request.epoch)}: ${request.outcome ?? "no reason given"}`
      : `${what} asked for: ${request.reason ?? ""}. Waiting for the plan.`;
    const toast = el("div", { class: `toast toast-${request.state}` }, el("p", {}, text),
      el("button", { type: "button", class: "plain", "aria-label": "Close this message", onclick: () => toast.remove() }, "×"));
    this.#place.append(toast);
    while (this.#place.children.length > 4) this.#place.firstChild.remove();
    setTimeout(() => toast.remove(), STAYS_MS);
  }
}
