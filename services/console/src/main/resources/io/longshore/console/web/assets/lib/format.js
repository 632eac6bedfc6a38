/** How numbers, shares, sizes and durations are written: one way, everywhere, with their units. */
export const NONE = "–";
// A number and its sign are not torn apart at the end of a line.
const PERCENT = "\u00a0%";

const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const digits = new Map();

/** 24,010 */
export function count(n) {
  return there(n) ? whole.format(n) : NONE;
}

/** A number with so many digits after the point. */
export function fixed(n, places) {
  if (!there(n)) return NONE;
  if (!digits.has(places)) {
    digits.set(places, new Intl.NumberFormat("en", { minimumFractionDigits: places, maximumFractionDigits: places }));
  }
  return digits.get(places).format(n);
}

/** An accuracy or a recall, in per cent: 87.5 % */
export function percent(x, places = 1) {
  return there(x) ? `${fixed(100 * x, places)}${PERCENT}` : NONE;
}

/** A share of the mix, which may be tiny: 80.5 %, 0.60 %, 0.0012 % */
export function share(x) {
  if (!there(x)) return NONE;
  const p = 100 * x;
  if (p === 0) return `0${PERCENT}`;
  const places = p >= 10 ? 1 : p >= 0.1 ? 2 : Math.min(7, 1 - Math.floor(Math.log10(p)));
  return `${fixed(p, places)}${PERCENT}`;
}

/** How many times as frequent: ×2.1, ×0.05 */
export function times(ratio) {
  if (!there(ratio)) return NONE;
  return `×${fixed(ratio, ratio >= 9.95 ? 0 : ratio >= 0.095 ? 1 : 2)}`;
}

/** With its sign: +2.1, −0.4; per cent points if a unit says so. */
export function signed(n, places = 1) {
  if (!there(n)) return NONE;
  const text = fixed(Math.abs(n), places);
  return Number(text.replaceAll(",", "")) === 0 ? text : `${n < 0 ? "−" : "+"}${text}`;
}

/** A rate or a latency: few digits, as many as say something. */
export function brief(n) {
  if (!there(n)) return NONE;
  const size = Math.abs(n);
  return size >= 100 || Number.isInteger(n) ? whole.format(n) : fixed(n, size >= 10 ? 1 : 2);
}

const compactly = new Intl.NumberFormat("en", { notation: "compact" });

/** A number beside an axis, where there is room for four letters: 1M. */
export function mark(n) {
  return there(n) ? compactly.format(n) : NONE;
}

export function bytes(n) {
  if (!there(n)) return NONE;
  if (n < 1000) return `${n} B`;
  const units = ["kB", "MB", "GB", "TB"];
  let scaled = n / 1000;
  let unit = 0;
  while (scaled >= 999.5 && unit < units.length - 1) {
    scaled /= 1000;
    unit++;
  }
  return `${fixed(scaled, scaled >= 99.5 ? 0 : 1)} ${units[unit]}`;
}

/** A span of time in its largest unit or two: 45 s, 12 min, 3 h 20 min, 5 d 2 h */
export function duration(ms) {
  if (!there(ms)) return NONE;
  const s = Math.max(0, Math.round(ms / 1000));
  if (s < 60) return `${s} s`;
  const min = Math.floor(s / 60);
  if (min < 60) return min < 10 && s % 60 ? `${min} min ${s % 60} s` : `${min} min`;
  const h = Math.floor(min / 60);
  if (h < 48) return min % 60 ? `${h} h ${min % 60} min` : `${h} h`;
  return h % 24 && h < 240 ? `${Math.floor(h / 24)} d ${h % 24} h` : `${count(Math.floor(h / 24))} d`;
}

/** Evidence as people can hold it: e^7.2 is written as what it is, 1,340 to 1; beyond a million as a power. */
export function odds(logE) {
  if (!there(logE)) return NONE;
  if (logE <= 0.05) return "1 to 1";
  if (logE > Math.log(1e6)) return `10${superscript(Math.round(logE / Math.LN10))} to 1`;
  const e = Math.exp(logE);
  return `${e >= 10 ? count(e) : fixed(e, 1)} to 1`;
}

/** 10³: the exponent of a power, raised. */
export function superscript(n) {
  return String(n).replace(/[-\d]/g, (c) => (c === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[c]));
}

/** A sentence from elsewhere begins as one. */
export function sentenceCase(text) {
  return text ? text[0].toUpperCase() + text.slice(1) : "";
}

export function plural(n, one, many = `${one}s`) {
  return `${count(n)} ${n === 1 ? one : many}`;
}

export function there(n) {
  return typeof n === "number" && Number.isFinite(n);
}
