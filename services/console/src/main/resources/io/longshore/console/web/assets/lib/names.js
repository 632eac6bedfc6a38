import { el } from "./el.js";
import { NONE } from "./format.js";

const LONGEST = 80;
const LONGEST_TITLE = 1000;
// Joiners are part of scripts and emoji; every other character that is not seen, or turns the text about, is spelt out.
const UNSEEN = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/gu;
const GROUPS = ["many", "medium", "few", "unknown"];

/**
 * The name of a class as text: cut where it is long, with whatever cannot be seen spelt out, and in a direction of its
 * own, so that a name from right to left does not turn the row about.
 */
export function className(name) {
  if (name === null || name === undefined) return el("span", { class: "quiet" }, NONE);
  const text = visible(name, LONGEST);
  const title = visible(name, LONGEST_TITLE);
  if (!/[^\s\u200c\u200d]/u.test(text)) {
    const said = name === "" ? "(empty name)" : `(blank name: ${[...name].slice(0, 4).map(spelt).join(" ")})`;
    return el("em", { class: "name", title: said }, said);
  }
  return el("bdi", { class: "name", title }, text);
}

/** The same for places that take text only: titles, labels, options. */
export function nameText(name, longest = LONGEST) {
  if (name === null || name === undefined) return NONE;
  const text = visible(name, longest);
  return /[^\s\u200c\u200d]/u.test(text) ? `\u2068${text}\u2069` : "(blank name)";
}

function visible(name, longest) {
  // Ten thousand characters are cut before they are looked at, and never in the middle of a pair.
  const cut = name.length > longest ? [...name.slice(0, longest)].slice(0, -1).join("") + "…" : name;
  return cut.replace(UNSEEN, spelt);
}

function spelt(character) {
  return `‹${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}›`;
}

/** The first ten digits of a version, which is how people are shown one. */
export function short(version) {
  return version ? version.slice(0, 10) : NONE;
}

/** A link to a model's page. */
export function model(version) {
  if (!version) return el("span", { class: "quiet" }, NONE);
  return el("a", { class: "version", href: `/models#${version}`, title: version, "data-key": `to-${version}` }, short(version));
}

export function groupName(group) {
  return GROUPS[group] ?? "all";
}

/** The band of a class: a mark whose shape differs as well as its colour, and the word. */
export function groupMark(group) {
  const word = groupName(group);
  return el("span", { class: `group group-${word}` }, word);
}

/** A class name as a link to the tail, where all of it is told. */
export function classLink(name) {
  return el("a", { href: `/tail#${encodeURIComponent(wellFormed(name))}`, "data-key": `class-${name}` }, className(name));
}

/** Half a pair of surrogates cannot be put in an address. */
export function wellFormed(text) {
  return text.replace(/\p{Cs}/gu, "\ufffd");
}
