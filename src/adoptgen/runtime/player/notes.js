import { unitsOf } from "./course.js";
import { el } from "./dom.js";
import { panel } from "./panel.js";
import { keep, recall } from "./store.js";

/**
 * The learner's own notes, one per unit. They stay in this browser: no door ever sees them. They are kept under the
 * unit's key, which no update of the package changes, with its title, so that a note outlives its unit.
 *
 * @typedef {import("./player.js").Player} Player
 * @typedef {Record<string, {title: string, text: string}>} Notes by key of the unit
 */

const LONGEST_NOTE = 4000;
const MOST_NOTES = 300;

/**
 * @param {Player} player
 * @returns {string}
 */
function nameOf({ course, learnerId }) {
  return `notes:${course.iri}:${learnerId}`;
}

/**
 * @param {Player} player
 * @returns {Notes} what is kept, without what is no note
 */
function notesOf(player) {
  const found = /** @type {Record<string, unknown>} */ (recall(nameOf(player)) ?? {});
  return Object.fromEntries(
    Object.entries(found).flatMap(([key, note]) => {
      const { title = "", text = "" } = /** @type {{title?: unknown, text?: unknown}} */ (note ?? {});
      return text ? [[key, { title: String(title), text: String(text) }]] : [];
    }),
  );
}

/**
 * @param {Player} player
 * @param {string} key
 * @param {string} title
 * @param {string} text nothing forgets the note
 * @returns {boolean} whether it is kept
 */
function writeNote(player, key, title, text) {
  const { [key]: _old, ...others } = notesOf(player);
  const room = Object.keys(others).length < MOST_NOTES;
  const notes = text.trim() && room ? { ...others, [key]: { title, text: text.slice(0, LONGEST_NOTE) } } : others;
  return keep(nameOf(player), Object.keys(notes).length ? notes : null) && (room || !text.trim());
}

/**
 * @param {Player} player
 * @returns {{key: string, id: string, title: string, text: string}[]} in the order of the course, lost units last
 */
function listedNotes(player) {
  const notes = notesOf(player);
  const units = unitsOf(player.course);
  const place = (/** @type {string} */ key) => units.findIndex((unit) => unit.key === key) >>> 0;
  return Object.keys(notes)
    .sort((one, other) => place(one) - place(other))
    .map((key) => {
      const unit = units.find((one) => one.key === key);
      return { key, id: unit?.id ?? "", ...pickNote(notes[key], unit?.title) };
    });
}

/**
 * @param {{title: string, text: string} | undefined} note
 * @param {string | undefined} title as it is now
 */
function pickNote(note, title) {
  return { title: title ?? note?.title ?? "", text: note?.text ?? "" };
}

/** @param {Player} player */
export function openNotes(player) {
  const { words } = player;
  const { unit } = player.page;
  const told = el("p", { class: "row-detail", role: "status" }, words.say("notes-where"));
  const others = el("div", { class: "notes" });
  const draw = () => others.replaceChildren(...listedNotes(player).map((note) => noteRow(player, dialog, note)));
  const own = unit ? noteField(player, unit, told, draw) : null;
  const copy = async () => {
    const done = await copied(asText(player));
    told.replaceChildren(words.say(done ? "notes-copied" : "notes-not-copied"));
  };
  const acts = el(
    "p",
    { class: "acts" },
    el("button", { class: "outlined small", type: "button", onclick: () => void copy() }, words.say("notes-copy")),
    el("button", { class: "outlined small", type: "button", onclick: () => window.print() }, words.say("print")),
  );
  const dialog = panel(player, words.say("notes"), told, own, others, acts);
  draw();
  dialog.querySelector("textarea")?.focus();
}

/**
 * @param {Player} player
 * @param {import("./course.js").Unit} unit
 * @param {HTMLElement} told
 * @param {() => void} draw
 */
function noteField(player, unit, told, draw) {
  const { words } = player;
  const change = () => {
    const kept = writeNote(player, unit.key, unit.title, area.value);
    told.replaceChildren(words.say(kept ? "notes-kept" : "notes-lost"));
    draw();
  };
  const area = el("textarea", { id: "note", class: "field", rows: 5, maxlength: LONGEST_NOTE, oninput: change });
  area.value = notesOf(player)[unit.key]?.text ?? "";
  return el("div", { class: "note-field" }, el("label", { for: "note" }, unit.title), area);
}

/**
 * @param {Player} player
 * @param {HTMLDialogElement} dialog
 * @param {{key: string, id: string, title: string, text: string}} note
 */
function noteRow(player, dialog, { key, id, title, text }) {
  const go = () => {
    dialog.close();
    player.visit(id);
  };
  const here = player.page.unit?.key === key;
  const name = id && !here ? el("button", { class: "hit", type: "button", onclick: go }, title) : title;
  const said = el("p", { class: "own-words", dir: "auto" }, text);
  return el("section", { class: here ? "here" : null }, el("h3", {}, name), said);
}

/**
 * @param {Player} player
 * @returns {string}
 */
function asText(player) {
  const notes = listedNotes(player).map(({ title, text }) => `${title}\n${text.trim()}\n`);
  return [`${player.course.title}\n`, ...notes].join("\n");
}

/**
 * @param {string} text
 * @returns {Promise<boolean>} whether it is in the clipboard
 */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = el("textarea", { class: "told", "aria-hidden": true, tabindex: -1 }, text);
    const before = document.activeElement;
    document.querySelector("dialog")?.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    if (before instanceof HTMLElement) {
      before.focus();
    }
    return done;
  }
}
