/**
 * Building the page. No markup is ever parsed here: texts become text nodes, and of the authors' markup only the tags
 * and attributes below come to life.
 *
 * @typedef {import("./course.js").Markup} Markup
 * @typedef {Node | string | null | undefined | false} Child
 */

const TAGS = new Set(
  (
    "p h2 h3 h4 h5 h6 ul ol li blockquote pre hr dl dt dd table thead tbody tr th td a abbr br code del em ins kbd s " +
    "strong sub sup img"
  ).split(" "),
);
const ATTRIBUTES = new Set("title alt start scope class loading".split(" "));
const CLASSES = /^ag-[a-z-]+$/;
const OWN_PAGE = /^#[a-z]+\/[\w.-]+$/;
const OUTSIDE = /^(?:https?:\/\/|mailto:)/i;
const PICTURE = /^[\w-][\w. -]*(?:\/[\w-][\w. -]*)*\.(?:png|jpe?g|webp|gif|svg|avif)$/i;
const SVG = "http://www.w3.org/2000/svg";

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | number | boolean | EventListener | null>} [attributes] `on...` is a listener
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      element.addEventListener(name.slice(2), value);
    } else if (value !== null && value !== false) {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  element.append(...children.filter(isChild));
  return element;
}

/**
 * @param {Child} child
 * @returns {child is Node | string}
 */
function isChild(child) {
  return child !== null && child !== undefined && child !== false && child !== "";
}

/**
 * @param {Markup[]} list
 * @returns {Node[]}
 */
export function markup(list) {
  return list.map((node) => (typeof node === "string" ? document.createTextNode(node) : element(node)));
}

/**
 * @param {unknown[]} node
 * @returns {Node}
 */
function element([tag, ...rest]) {
  const attributes = rest[0] && typeof rest[0] === "object" && !Array.isArray(rest[0]) ? rest.shift() : {};
  const children = markup(/** @type {Markup[]} */ (rest));
  if (typeof tag !== "string" || !TAGS.has(tag)) {
    const fragment = document.createDocumentFragment();
    fragment.append(...children);
    return fragment;
  }
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(/** @type {Record<string, string>} */ (attributes))) {
    dress(made, name, value);
  }
  made.append(...children);
  return tag === "table" ? el("div", { class: "scroll", tabindex: 0, role: "group" }, made) : made;
}

/**
 * @param {HTMLElement} made
 * @param {string} name
 * @param {string} value
 */
function dress(made, name, value) {
  if (name === "href" && (OWN_PAGE.test(value) || OUTSIDE.test(value))) {
    made.setAttribute("href", value);
    if (OUTSIDE.test(value)) {
      made.setAttribute("target", "_blank");
      made.setAttribute("rel", "noopener noreferrer");
    }
  } else if (
    (name === "src" && PICTURE.test(value)) ||
    (ATTRIBUTES.has(name) && (name !== "class" || CLASSES.test(value)))
  ) {
    made.setAttribute(name, value);
  }
}

/** Drawn on 24 x 24; arrows turn round in languages written from right to left. */
const ICONS = {
  list: "M4 6h.01M4 12h.01M4 18h.01M9 6h11M9 12h11M9 18h11",
  close: "M6 6l12 12M18 6L6 18",
  tick: "M5 12.5l4.5 4.5L19 7.5",
  cross: "M6.5 6.5l11 11M17.5 6.5l-11 11",
  back: "M20 12H5m6-6l-6 6 6 6",
  forward: "M4 12h15m-6-6l6 6-6 6",
  up: "M12 20V5m-6 6l6-6 6 6",
  down: "M12 4v15m-6-6l6 6 6-6",
  bulb: "M9 18h6M10 21h4M12 3a6 6 0 0 0-3.6 10.8c.7.6 1.1 1.3 1.1 2.2h5c0-.9.4-1.6 1.1-2.2A6 6 0 0 0 12 3z",
  warning: "M12 4L2.8 20h18.4L12 4zM12 10v4.5M12 17.4v.1",
  offline: "M4 4l16 16M7.5 17.5h9M5 15.6A3.8 3.8 0 0 1 7.4 9M10 6.6A5.5 5.5 0 0 1 17 11a3.6 3.6 0 0 1 2.4 5.6",
  dot: "M12 12h.01",
  search: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.3 15.3L20 20",
  glossary: "M5 19.5V5a1.5 1.5 0 0 1 1.5-1.5H19v14H6.5a1.5 1.5 0 0 0 0 3H19M9 8h6M9 11.5h4",
  notes: "M4 20l1-4L16 5l3 3L8 19l-4 1zM14 7l3 3",
  transcript: "M6 3.5h8.5L19 8v12.5H6zM14 3.5V8.5h5M9 12.5h7M9 16h7",
  certificate: "M12 13.5a5 5 0 1 0 0-10 5 5 0 0 0 0 10zM9 12.8L7.5 20.5l4.5-2.5 4.5 2.5L15 12.8",
};

/**
 * @param {keyof typeof ICONS} name
 * @returns {SVGSVGElement} decoration: the word stands beside it
 */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", name === "back" || name === "forward" ? "icon turns" : "icon");
  svg.setAttribute("aria-hidden", "true");
  svg.append(path);
  return svg;
}
