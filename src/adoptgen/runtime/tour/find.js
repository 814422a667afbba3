import { OURS } from "./dom.js";
import { mayBe, nameOf, normal, selectorOf } from "./names.js";

/**
 * Finding the control a step acts on: by role and name in any language known, else by the author's CSS; in open shadow
 * roots and in frames of the same origin, too.
 *
 * @typedef {import("./data.js").Target} Target
 */

const AROUND = "dialog, form, section, tr, nav, fieldset, table, main, search, [role]";

/**
 * @param {Document | ShadowRoot} [root]
 * @returns {Generator<Document | ShadowRoot>} the page, and all that is open inside it
 */
export function* roots(root = document) {
  yield root;
  for (const host of root.querySelectorAll("*")) {
    if (host.shadowRoot) yield* roots(host.shadowRoot);
    const inner = host.localName === "iframe" ? insideOf(/** @type {HTMLIFrameElement} */ (host)) : null;
    if (inner) yield* roots(inner);
  }
}

/**
 * @param {HTMLIFrameElement} frame
 * @returns {Document | null} null for a frame of another origin
 */
function insideOf(frame) {
  try {
    return frame.contentDocument;
  } catch {
    return null;
  }
}

/**
 * @param {Target} target
 * @returns {Element | null} the first of those that fit best; null if it is not there now
 */
export function find(target) {
  const every = [...roots()];
  const named = target.role && target.names.length ? byName(target, every) : [];
  if (named.length === 1) return named[0] ?? null;
  for (const selector of target.css) {
    const styled = every.flatMap((root) => selected(root, selector)).filter(usable);
    const both = named.length ? styled.filter((one) => named.includes(one)) : styled;
    if (both.length) return foremost(both)[0] ?? null;
  }
  return foremost(named)[0] ?? null;
}

/**
 * @param {Target} target
 * @param {(Document | ShadowRoot)[]} every
 * @returns {Element[]}
 */
function byName(target, every) {
  const names = new Set(target.names.map(normal));
  const tight = [...names].map((name) => name.replace(/\s/g, ""));
  const selector = selectorOf(target.role);
  const found = every
    .flatMap((root) => selected(root, selector))
    .filter((one) => mayBe(one, target.role, tight) && names.has(normal(nameOf(one, target.role))) && usable(one));
  const front = foremost(found);
  const near = target.near ? front.filter((one) => isNear(one, normal(target.near))) : [];
  return near.length ? near : front;
}

/**
 * @param {Document | ShadowRoot} root
 * @param {string} selector
 * @returns {Element[]} none for a selector this browser does not know
 */
function selected(root, selector) {
  try {
    return [...root.querySelectorAll(selector)];
  } catch {
    return [];
  }
}

/**
 * @param {Element} element
 * @returns {boolean}
 */
export function usable(element) {
  if (!element.isConnected || element.closest(`[${OURS}]`)) return false;
  const box = element.getBoundingClientRect();
  return box.width > 0 && box.height > 0 && element.checkVisibility({ visibilityProperty: true });
}

/**
 * @param {Element[]} found
 * @returns {Element[]} those in an open window where there is one: nothing else can be used then
 */
function foremost(found) {
  const inside = found.filter((one) => one.closest("dialog:modal"));
  return inside.length ? inside : found;
}

/**
 * @param {Element} element
 * @param {string} near
 * @returns {boolean}
 */
function isNear(element, near) {
  for (let one = element.parentElement; one; one = one.parentElement) {
    if (one.matches(AROUND) && normal(nameOf(one, one.localName === "tr" ? "row" : "")).includes(near)) return true;
  }
  return false;
}

/**
 * @param {Element} element
 * @returns {{left: number, top: number, width: number, height: number}} in the page on top, whatever frame it is in
 */
export function boxOf(element) {
  const { left, top, width, height } = element.getBoundingClientRect();
  const box = { left, top, width, height };
  let frame = element.ownerDocument.defaultView?.frameElement ?? null;
  while (frame) {
    const outer = frame.getBoundingClientRect();
    box.left += outer.left + frame.clientLeft;
    box.top += outer.top + frame.clientTop;
    frame = frame.ownerDocument.defaultView?.frameElement ?? null;
  }
  return box;
}
