import { el, svg } from "./el.js";
import { there } from "./format.js";

/** Names and their values, one below the other; pairs without a value are left out. */
export function facts(pairs) {
  return el("dl", { class: "facts" }, pairs
    .filter((pair) => pair)
    .filter(([, value]) => value !== null && value !== undefined && value !== false)
    .flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));
}

/** What a place says when it has nothing to show: why, and what to do next. */
export function empty(why, command) {
  return el("p", { class: "empty" }, why, command && [" ", el("code", {}, command)]);
}

export function tag(word, kind = word) {
  return el("span", { class: `tag tag-${kind}` }, word);
}

/** How much of a whole, with a mark on the way; the number itself stands beside it in words. */
export function meter(part, colour, mark) {
  const fillBar = el("span", { class: `meter-fill ink-${colour}` });
  fillBar.style.width = `${100 * Math.max(0, Math.min(1, part || 0))}%`;
  const bar = el("span", { class: "meter", "aria-hidden": true }, fillBar);
  if (there(mark)) {
    const line = el("span", { class: "meter-mark" });
    line.style.left = `calc(${100 * Math.max(0, Math.min(1, mark))}% - 1px)`;
    bar.append(line);
  }
  return bar;
}

/** A value with its interval on a rail from one number to another; marks are upright lines at zero or a margin. */
export function interval({ low, value, high, from = 0, to = 1, colour = "sea", zero = null, margin = null }) {
  if (!there(value) && !there(low)) return null;
  const x = (v) => `${(100 * Math.max(0, Math.min(1, (v - from) / (to - from)))).toFixed(2)}%`;
  return svg("svg", { class: `interval ink-${colour}`, "aria-hidden": true, focusable: "false" },
    svg("line", { class: "rail", x1: "0%", x2: "100%", y1: 8, y2: 8 }),
    there(zero) && svg("line", { class: "zero", x1: x(zero), x2: x(zero), y1: 0, y2: 16 }),
    there(margin) && svg("line", { class: "margin", x1: x(margin), x2: x(margin), y1: 0, y2: 16 }),
    there(low) && there(high) && svg("line", { class: "span", x1: x(low), x2: x(high), y1: 8, y2: 8 }),
    there(value) && svg("circle", { class: "dot", cx: x(value), cy: 8, r: 4 }));
}

export function sentence(...parts) {
  return el("p", { class: "sentence" }, ...parts);
}

export function more(href, text) {
  return el("p", { class: "more" }, el("a", { href, "data-key": `more-${href}` }, text));
}

export const GEARS = { trim: "trim (logits)", rebalance: "rebalance (head)", retrain: "retrain (everything)" };
export const STEPS = {
  started: "started", promoted: "went live", refused: "was refused", "rolled-back": "was rolled back", offered: "was offered for trial",
  shadowed: "answers in shadow", canaried: "answers a share", confirmed: "was confirmed", paused: "rollouts paused", resumed: "rollouts resumed",
};
