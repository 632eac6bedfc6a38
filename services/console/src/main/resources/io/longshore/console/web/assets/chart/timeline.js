import { svg } from "../lib/el.js";
import { short } from "../lib/names.js";
import { momentText } from "../lib/time.js";
import { timeTicks } from "./scales.js";

const LANE = 24;
const LEFT = 96;
const AXIS = 22;
const MOST_LANES = 12;

/**
 * What served when: a lane for each version, newest below, a bar for each span that it was live. Drawn in the width
 * of its place; the table beside it says the same in words.
 */
export function timeline(served, width, now = Date.now()) {
  const versions = [...new Set(served.version)].slice(-MOST_LANES);
  const spans = served.version
    .map((version, i) => ({ version, from: served.from[i], to: served.to[i] ?? now, live: served.to[i] === null, reason: served.reason[i] }))
    .filter((span) => versions.includes(span.version));
  const from = Math.min(...spans.map((span) => span.from));
  const x = (at) => LEFT + ((at - from) / Math.max(1, now - from)) * (width - LEFT - 10);
  const height = versions.length * LANE + AXIS;
  return svg("svg", { class: "timeline", viewBox: `0 0 ${width} ${height}`, height, role: "img", "aria-label": `${versions.length} versions since ${momentText(from)}; the table below lists them` },
    timeTicks(from, now, Math.max(2, width / 110)).map(({ at, text }) => [
      svg("line", { class: "tick", x1: x(at), x2: x(at), y1: 0, y2: height - AXIS }),
      svg("text", { x: Math.min(x(at), width - 26), y: height - 6, "text-anchor": "middle" }, text),
    ]),
    versions.map((version, lane) => svg("text", { class: "lane-name", x: 0, y: lane * LANE + 16 }, short(version))),
    spans.map((span) => svg("rect", {
      class: span.live ? "bar now" : "bar", x: x(span.from), y: versions.indexOf(span.version) * LANE + 4,
      width: Math.max(2, x(span.to) - x(span.from)), height: LANE - 8, rx: 2,
    }, svg("title", {}, `${short(span.version)}: ${momentText(span.from)} to ${span.live ? "now" : momentText(span.to)}. ${span.reason ?? ""}`))));
}
