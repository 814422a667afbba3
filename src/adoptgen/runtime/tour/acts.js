import { OURS } from "./dom.js";

/**
 * Whether what the person just did is what a step asks for. What is typed counts when the field is left.
 *
 * @typedef {import("./data.js").Step} Step
 */

/** @type {Record<string, string[]>} */
const EVENTS = {
  click: ["click"],
  fill: ["change", "focusout"],
  select: ["change"],
  check: ["change"],
  upload: ["change"],
  press: ["keydown"],
  hover: ["pointerover"],
};
/** Steps without an act of their own: who does the next one has read them. */
export const PASSIVE = new Set(["read", "wait"]);
export const WATCHED = ["click", "change", "focusout", "input", "keydown", "pointerover"];

/**
 * @param {Step} step
 * @param {Event} event
 * @returns {boolean} whether it can be what the step asks for at all
 */
export function concerns(step, event) {
  return EVENTS[step.do]?.includes(event.type) ?? false;
}

/**
 * @param {Step} step
 * @param {Element} target
 * @param {Event} event
 * @returns {boolean}
 */
export function isDone(step, target, event) {
  if (!concerns(step, event) || !event.composedPath().includes(target)) return false;
  if (step.do === "fill") return filled(event) && (event.type === "change" || isLeft(event));
  const { key } = /** @type {KeyboardEvent} */ (event);
  return step.do !== "press" || key === (step.key || "Enter");
}

/**
 * @param {Event} event
 * @returns {boolean} whether the focus went on to another part of the page, not to another window or the tour
 */
function isLeft(event) {
  const { relatedTarget } = /** @type {FocusEvent} */ (event);
  return relatedTarget instanceof Node && !(relatedTarget instanceof Element && relatedTarget.closest(`[${OURS}]`));
}

/**
 * @param {Event} event
 * @returns {boolean} whether a field has a value now
 */
export function filled(event) {
  const field = /** @type {HTMLInputElement} */ (event.composedPath()[0]);
  return Boolean(field.value ?? field.textContent);
}
