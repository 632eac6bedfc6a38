/**
 * Elements from data. Children become text or are nodes already; there is no way to pass markup, so a class that is
 * called "<img onerror=...>" stays a name.
 */
export function el(tag, attrs = {}, ...children) {
  return dress(document.createElement(tag), attrs, children);
}

/** The same for SVG. */
export function svg(tag, attrs = {}, ...children) {
  return dress(document.createElementNS("http://www.w3.org/2000/svg", tag), attrs, children);
}

/**
 * Puts children in place of those there are; those that say the same stay. What had the focus, stood open or was
 * scrolled is so again afterwards if it carries the same data-key or label: numbers that arrive must not take the page
 * from under somebody's hands.
 */
export function fill(node, ...children) {
  const fresh = nodes(children);
  const before = [...node.childNodes];
  const focused = node.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  const open = [...node.querySelectorAll("details[open][data-key]")].map((details) => details.dataset.key);
  const scrolled = new Map([...node.querySelectorAll(".scroller")].map((s) => [s.getAttribute("aria-label"), [s.scrollTop, s.scrollLeft]]));
  if (fresh.length !== before.length) node.replaceChildren(...fresh);
  else fresh.forEach((child, at) => { if (!says(child, before[at])) before[at].replaceWith(child); });
  for (const details of node.querySelectorAll("details[data-key]")) {
    if (open.includes(details.dataset.key)) details.open = true;
  }
  for (const scroller of node.querySelectorAll(".scroller")) {
    const [top, left] = scrolled.get(scroller.getAttribute("aria-label")) ?? [0, 0];
    if (top || left) scroller.scrollTo(left, top);
  }
  if (focused !== undefined && !node.contains(document.activeElement)) byKey(node, focused)?.focus({ preventScroll: true });
  return node;
}

/** The element within a node that carries a data-key; keys are compared, never put into a selector. */
export function byKey(node, key) {
  return [...node.querySelectorAll("[data-key]")].find((element) => element.dataset.key === key);
}

/** Says a text in place of the one there is, if it is another: screen readers repeat what is written again. */
export function say(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

function dress(node, attrs, children) {
  for (const [name, value] of Object.entries(attrs)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) {
      if (typeof value !== "function") throw new Error(`${name} takes a function, not text`);
      node.addEventListener(name.slice(2), value);
    } else if (name === "style") {
      throw new Error("no style attribute: the policy of the page forbids it; use a class");
    } else if (name === "href" && !/^[/#]/.test(value)) {
      throw new Error(`a link leads within the console, not to ${value}`);
    } else {
      node.setAttribute(name, value === true ? "" : String(value));
    }
  }
  node.append(...nodes(children));
  return node;
}

/** Whether two nodes say the same; an empty one may be somebody's place to fill, so it is never the same. */
function says(child, other) {
  return child === other || ((child.hasChildNodes() || child.nodeType === Node.TEXT_NODE) && child.isEqualNode(other));
}

function nodes(children) {
  return children
    .flat(Infinity)
    .filter((child) => child !== null && child !== undefined && child !== false)
    .map((child) => (child instanceof Node ? child : document.createTextNode(String(child))));
}
