import { el } from "./el.js";
import { duration, NONE, there } from "./format.js";

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const year = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });

/** A moment in the viewer's zone, with the day if it is not today; ISO 8601 in UTC under the pointer. */
export function moment(at) {
  if (!there(at)) return el("span", { class: "quiet" }, NONE);
  const iso = new Date(at).toISOString();
  return el("time", { datetime: iso, title: iso }, momentText(at));
}

export function momentText(at) {
  if (!there(at)) return NONE;
  const then = new Date(at);
  const now = new Date();
  if (then.toDateString() === now.toDateString()) return clock.format(then);
  return `${(then.getFullYear() === now.getFullYear() ? day : year).format(then)} ${clock.format(then)}`;
}

/** "12 min ago", which goes on by itself. */
export function ago(at) {
  if (!there(at)) return el("span", { class: "quiet" }, NONE);
  const iso = new Date(at).toISOString();
  return el("time", { datetime: iso, title: `${momentText(at)} (${iso})`, "data-ago": at }, agoText(at));
}

export function agoText(at) {
  const passed = Date.now() - at;
  return passed < 2000 ? "just now" : `${duration(passed)} ago`;
}

/** Moves every "ago" on the page on; cheap, and quiet for screen readers as none of them is a live region. */
export function keepTime(root = document) {
  setInterval(() => {
    for (const node of root.querySelectorAll("time[data-ago]")) {
      const text = agoText(Number(node.dataset.ago));
      if (node.textContent !== text) node.textContent = text;
    }
  }, 1000);
}
