import { el, markup } from "./dom.js";
import { panel } from "./panel.js";

/**
 * The terms that occur in the course, by title.
 *
 * @typedef {import("./player.js").Player} Player
 * @typedef {import("./course.js").Term} Term
 */

/**
 * @param {Player} player
 * @param {string} [id] of the term to begin with
 */
export function openGlossary(player, id = "") {
  const { words, course } = player;
  const { compare } = new Intl.Collator(course.language);
  const terms = [...course.terms].sort((one, other) => compare(one.title, other.title));
  const list = el("dl", { class: "terms" }, ...terms.flatMap((term) => termEntry(player, term)));
  const some = terms.some((term) => term.partial);
  const partial = some ? el("p", { class: "note", "data-state": "info" }, words.say("partial")) : null;
  const dialog = panel(player, words.say("glossary"), partial, list);
  const wanted = [...dialog.querySelectorAll("dt")].find((one) => one.dataset["term"] === id);
  wanted?.focus();
  wanted?.scrollIntoView({ block: "start" });
}

/**
 * @param {Player} player
 * @param {Term} term
 */
function termEntry({ words, course }, term) {
  const names = /** @type {const} */ (["also", "avoid"]).flatMap((kind) => {
    const list = new Intl.ListFormat(course.language, { type: kind === "also" ? "conjunction" : "disjunction" });
    const said = words.say(`term-${kind}`, { words: list.format(term[kind]) });
    return term[kind].length ? [el("dd", { class: "row-detail" }, said)] : [];
  });
  return [
    el("dt", { "data-term": term.id, tabindex: -1 }, term.title),
    el("dd", {}, ...markup(term.definition)),
    ...names,
  ];
}
