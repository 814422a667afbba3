import { el } from "./dom.js";
import { panel } from "./panel.js";
import { find, indexOf, wordsIn } from "./search.js";

/**
 * Search as a panel: results appear while one types, one group per unit; arrows go through them, Enter opens.
 *
 * @typedef {import("./player.js").Player} Player
 * @typedef {import("./search.js").Hit} Hit
 * @typedef {import("./search.js").Snippet} Snippet
 */

/** @type {import("./search.js").Entry[] | null} made on first use: a page shows one course */
let index = null;
let lastQuery = "";

/** @param {Player} player */
export function openSearch(player) {
  const { words, course } = player;
  const entries = (index ??= indexOf(course));
  const told = el("p", { class: "row-detail", role: "status" });
  const hits = el("div", { class: "hits" });
  const look = () => {
    lastQuery = field.value;
    const found = find(entries, wordsIn(lastQuery, course.language));
    hits.replaceChildren(...found.map((hit) => hitGroup(player, dialog, hit)));
    told.replaceChildren(lastQuery.trim() ? words.count("search-found", found.length) : words.say("search-where"));
  };
  const field = el("input", {
    class: "field",
    type: "search",
    enterkeyhint: "search",
    autocomplete: "off",
    "aria-label": words.say("search"),
    value: lastQuery,
    oninput: look,
  });
  const dialog = panel(player, words.say("search"), field, told, hits);
  dialog.addEventListener("keydown", (event) => walkHits(event, dialog, field));
  look();
  field.focus();
  field.select();
}

/**
 * @param {KeyboardEvent} event
 * @param {HTMLDialogElement} dialog
 * @param {HTMLInputElement} field
 */
function walkHits(event, dialog, field) {
  const stops = [field, .../** @type {NodeListOf<HTMLElement>} */ (dialog.querySelectorAll(".hit"))];
  const at = stops.findIndex((stop) => stop === document.activeElement);
  const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (by && at >= 0) {
    event.preventDefault();
    stops[Math.max(0, Math.min(stops.length - 1, at + by))]?.focus();
  } else if (event.key === "Escape") {
    event.preventDefault();
    dialog.close();
  } else if (event.key === "Enter" && event.target === field && !event.isComposing) {
    event.preventDefault();
    stops[1]?.click();
  }
}

/**
 * @param {Player} player
 * @param {HTMLDialogElement} dialog
 * @param {Hit} hit
 */
function hitGroup(player, dialog, { entry, title, snippets, more }) {
  const kind = player.words.say(`kind-${entry.kind}`);
  const button = (/** @type {string} */ block, /** @type {(Node | string)[]} */ ...children) =>
    el(
      "button",
      {
        class: "hit",
        type: "button",
        onclick: () => {
          dialog.close();
          player.visit(entry.id);
          bringUp(block);
        },
      },
      ...children,
    );
  const rest = more ? el("p", { class: "row-detail" }, player.words.count("search-more", more)) : null;
  const detail = el("span", { class: "row-detail" }, kind);
  return el(
    "section",
    {},
    el("h3", {}, button("", el("span", {}, ...markedText(title)), " ", detail)),
    ...snippets.map((one) => button(one.block, ...markedText(one))),
    rest,
  );
}

/**
 * @param {Snippet} snippet
 * @returns {(Node | string)[]} its text with the found words marked
 */
function markedText({ text, marks }) {
  let at = 0;
  const parts = marks.flatMap(([from, to]) => {
    const before = text.slice(at, from);
    at = to;
    return [before, el("mark", {}, text.slice(from, to))];
  });
  return [...parts, text.slice(at)];
}

/** @param {string} block text of a paragraph that is shown now */
function bringUp(block) {
  if (block) {
    const places = document.querySelectorAll("main :is(p, li, tr, dd, h2, h3, h4, blockquote, pre)");
    const signs = (/** @type {string | null} */ text) => (text ?? "").replace(/[\s·]+/g, "");
    const same = [...places].filter((one) => signs(one.textContent).includes(signs(block)));
    same.at(-1)?.scrollIntoView({ block: "center" });
  }
}
