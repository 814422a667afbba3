/**
 * Elements without markup: texts become text nodes, and a strict content security policy has nothing to refuse.
 *
 * @typedef {import("./data.js").Span} Span
 */

export const OURS = "data-adoptgen-tour";

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | boolean | EventListener>} [attributes] `on...` is a listener
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      made.addEventListener(name.slice(2), value);
    } else if (value !== false) {
      made.setAttribute(name, value === true ? "" : value);
    }
  }
  made.append(...children);
  return made;
}

/**
 * @param {Span[]} spans
 * @returns {Node[]}
 */
export function written(spans) {
  return spans.map((span) => {
    let node = /** @type {Node} */ (document.createTextNode(span.text));
    if (span.code) node = el("code", {}, node);
    if (span.italic) node = el("em", {}, node);
    if (span.bold) node = el("strong", {}, node);
    return span.link ? el("a", { href: span.link, target: "_blank", rel: "noreferrer" }, node) : node;
  });
}

/**
 * @param {Span[]} spans
 * @returns {string}
 */
export function plain(spans) {
  return spans.map((span) => span.text).join("");
}
