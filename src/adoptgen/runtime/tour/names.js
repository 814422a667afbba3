/**
 * Roles (HTML-AAM) and accessible names (accname 1.2), as far as finding a control takes them: Playwright and browsers
 * have the whole; a content script is given neither.
 */

/** @type {Record<string, string>} */
const BY_ROLE = {
  link: "a[href], area[href]",
  button: "button, summary, input[type=button], input[type=submit], input[type=reset], input[type=image]",
  textbox:
    "textarea, input:not([list]):is(:not([type]), [type=text], [type=email], [type=tel], [type=url], [type=date], [type=time])",
  searchbox: "input[type=search]:not([list])",
  combobox: "select:not([multiple]), input[list]",
  listbox: "select[multiple], datalist",
  checkbox: "input[type=checkbox]",
  radio: "input[type=radio]",
  spinbutton: "input[type=number]",
  slider: "input[type=range]",
  option: "option",
  heading: "h1, h2, h3, h4, h5, h6",
  navigation: "nav",
  main: "main",
  form: "form",
  dialog: "dialog",
  region: "section",
  group: "fieldset, details, optgroup",
  table: "table",
  row: "tr",
  cell: "td",
  columnheader: "thead th, th[scope=col]",
  rowheader: "th[scope=row]",
  list: "ul, ol",
  listitem: "li",
  img: "img",
  image: "img",
  status: "output",
  article: "article",
  search: "search",
  progressbar: "progress",
};
const CONTENT = new Set(
  "button link option tab treeitem menuitem menuitemcheckbox menuitemradio heading cell gridcell row rowheader columnheader checkbox radio switch tooltip".split(
    " ",
  ),
);
const INLINE = /^inline|^contents|^none/;
const MARKS = /^[\s*:]+|[\s*:]+$/g;

/**
 * @param {string} text
 * @returns {string} without what applications hang on the names of required fields
 */
export function normal(text) {
  return text.replace(/\s+/g, " ").replace(MARKS, "").toLowerCase();
}

/**
 * @param {string} role
 * @returns {string} a selector of all that may have it
 */
export function selectorOf(role) {
  const own = `[role~="${CSS.escape(role)}"]`;
  const native = BY_ROLE[role];
  return native ? `${own}, :is(${native}):not([role])` : own;
}

const OTHERWISE = "[aria-label], [aria-labelledby], [alt], [title], input, slot";

/**
 * @param {Element} element
 * @param {string} role
 * @param {string[]} tight names as `normal` has them, without blanks
 * @returns {boolean} false where its text alone rules all of them out: names of thousands would take long
 */
export function mayBe(element, role, tight) {
  const { labels } = /** @type {HTMLButtonElement} */ (element);
  if (!CONTENT.has(role) || labels?.length || element.matches(OTHERWISE) || element.querySelector(OTHERWISE)) return true;
  const text = (element.textContent ?? "").replace(/\s+/g, "").toLowerCase();
  return tight.some((name) => text.includes(name));
}

/**
 * @param {Element} element
 * @param {string} role
 * @returns {string}
 */
export function nameOf(element, role) {
  return labelled(element) || owned(element) || content(element, role) || hint(element);
}

/**
 * @param {Element} element
 * @returns {string}
 */
function labelled(element) {
  const root = /** @type {Document | ShadowRoot} */ (element.getRootNode());
  const ids = (element.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter(Boolean);
  const parts = ids.map((id) => root.getElementById?.(id)).filter((one) => one !== null && one !== undefined);
  return parts.map((one) => one.getAttribute("aria-label") ?? textOf(one)).join(" ").trim();
}

/**
 * @param {Element} element
 * @returns {string} the name its author or its own language gives it
 */
function owned(element) {
  const label = element.getAttribute("aria-label")?.trim();
  if (label) return label;
  const field = /** @type {HTMLInputElement} */ (element);
  if (field.labels?.length) return [...field.labels].map((one) => textOf(one, element)).join(" ");
  if (element.localName === "input" && /^(?:button|submit|reset)$/.test(field.type)) return field.value;
  if (element.localName === "img" || field.type === "image") return element.getAttribute("alt") ?? "";
  const heads = { fieldset: "legend", table: "caption", details: "summary" };
  const head = heads[/** @type {keyof typeof heads} */ (element.localName)];
  const first = head ? element.querySelector(`:scope > ${head}`) : null;
  return first ? textOf(first) : "";
}

/**
 * @param {Element} element
 * @param {string} role
 * @returns {string}
 */
function content(element, role) {
  return CONTENT.has(role) ? textOf(element) : "";
}

/**
 * @param {Element} element
 * @returns {string}
 */
function hint(element) {
  return element.getAttribute("title") ?? element.getAttribute("placeholder") ?? "";
}

/**
 * @param {Node} node
 * @param {Element} [without] the field a label is of
 * @returns {string}
 */
function textOf(node, without) {
  let text = "";
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) {
      text += child.nodeValue;
    } else if (child.nodeType === Node.ELEMENT_NODE && child !== without) {
      text += piece(/** @type {Element} */ (child), without);
    }
  }
  return text.replace(/\s+/g, " ").trim() && text;
}

/**
 * @param {Element} element
 * @param {Element} [without]
 * @returns {string}
 */
function piece(element, without) {
  const { display, visibility } = getComputedStyle(element);
  if (element.getAttribute("aria-hidden") === "true" || display === "none" || visibility === "hidden") return "";
  if (element.localName === "slot") {
    return /** @type {HTMLSlotElement} */ (element).assignedNodes().map((one) => one.textContent).join(" ");
  }
  if (/^(?:input|select|textarea)$/.test(element.localName)) return "";
  const text = element.getAttribute("aria-label") ?? element.getAttribute("alt") ?? textOf(element, without);
  return INLINE.test(display) ? text : ` ${text} `;
}
