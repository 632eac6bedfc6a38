/** From values to pixels and back, with the marks that people expect on an axis. */
export function linear([low, high], [from, to]) {
  const span = high - low || 1;
  const scale = (value) => from + ((value - low) / span) * (to - from);
  scale.invert = (pixel) => low + ((pixel - from) / (to - from || 1)) * span;
  scale.ticks = (wanted) => linearTicks(low, high, wanted);
  return scale;
}

/** The same for numbers above zero, a decade being as long as any other. */
export function logarithmic([low, high], [from, to]) {
  const inner = linear([Math.log10(low), Math.log10(high)], [from, to]);
  const scale = (value) => inner(Math.log10(Math.max(value, low)));
  scale.invert = (pixel) => 10 ** inner.invert(pixel);
  scale.ticks = () => {
    const ticks = [];
    for (let power = Math.ceil(Math.log10(low) - 1e-9); power <= Math.log10(high) + 1e-9; power++) ticks.push(10 ** power);
    return ticks;
  };
  return scale;
}

/** Steps of 1, 2 or 5 times a power of ten. */
export function linearTicks(low, high, wanted = 5) {
  const rough = (high - low) / Math.max(1, wanted);
  if (!(rough > 0)) return [low];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((m) => m * power).find((s) => s >= rough * 0.999);
  const ticks = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) ticks.push(i * step + 0); // -0 + 0 is 0
  return ticks;
}

/** A range around values that ends on round numbers. */
export function around(values, include = []) {
  let low = Infinity;
  let high = -Infinity;
  for (const list of [...values, include]) {
    for (const value of list) {
      if (typeof value !== "number" || !Number.isFinite(value)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  if (low > high) return [0, 1];
  if (low === high) return low === 0 ? [0, 1] : [Math.min(0, low), Math.max(0, high)];
  const ticks = linearTicks(low, high, 5);
  const step = ticks.length > 1 ? ticks[1] - ticks[0] : high - low;
  return [Math.floor(low / step + 1e-9) * step, Math.ceil(high / step - 1e-9) * step];
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [1, 2, 5, 10, 15, 30].map((s) => s * SECOND)
  .concat([1, 2, 5, 10, 15, 30].map((m) => m * MINUTE), [1, 2, 3, 6, 12].map((h) => h * HOUR), [1, 2, 7, 14, 30, 90, 365].map((d) => d * DAY));
const withSeconds = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const withMinutes = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const withDay = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });

/** Marks of a time axis: whole seconds, minutes, hours or days of the viewer's zone. */
export function timeTicks(from, to, wanted) {
  const step = STEPS.find((s) => (to - from) / s <= wanted) ?? Math.ceil((to - from) / wanted / DAY) * DAY;
  const zone = -new Date(from).getTimezoneOffset() * MINUTE;
  const format = step >= DAY ? withDay : step >= MINUTE ? withMinutes : withSeconds;
  const ticks = [];
  for (let at = Math.ceil((from + zone) / step) * step - zone; at <= to; at += step) {
    ticks.push({ at, text: format.format(at) });
  }
  return ticks;
}
