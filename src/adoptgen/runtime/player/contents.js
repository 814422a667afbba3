import { isEarned, openCertificate } from "./certificate.js";
import { el, icon } from "./dom.js";
import { openGlossary } from "./glossary.js";
import { openNotes } from "./notes.js";
import { panel } from "./panel.js";
import { isDone } from "./scoring.js";
import { keep, recall } from "./store.js";
import { openTranscript } from "./transcript.js";
import { openSearch } from "./view-search.js";

/**
 * The list of contents, a modal panel: the tools; where you are, what is done, what is left; and the colours.
 *
 * @typedef {import("./player.js").Player} Player
 */

const SCHEMES = ["system", "light", "dark"];

/** Takes over the colours chosen last time; without a choice the system decides. */
export function applyScheme() {
  const scheme = recall("scheme");
  if (scheme === "light" || scheme === "dark") {
    document.documentElement.dataset["scheme"] = scheme;
  } else {
    delete document.documentElement.dataset["scheme"];
  }
}

/**
 * @param {Player} player
 */
export function openContents(player) {
  const { words, course } = player;
  const dialog = panel(player, words.say("contents"), tools(player));
  const sections = course.sections.map((section) =>
    el(
      "section",
      {},
      el("h3", {}, section.title),
      el("ol", { class: "rail" }, ...section.units.map((unit) => unitRow(player, dialog, unit))),
    ),
  );
  dialog.append(
    el(
      "nav",
      { "aria-label": words.say("contents") },
      ...sections,
      el("ol", { class: "rail" }, resultRow(player, dialog)),
    ),
    schemes(player),
    el("p", { class: "who" }, ...(player.learner ? named(words.say("recorded-for"), player.learner) : [])),
  );
  dialog.querySelector("[aria-current]")?.scrollIntoView({ block: "center" });
}

/**
 * What helps to learn: those tools that have something to show.
 *
 * @param {Player} player
 */
function tools(player) {
  const all = /** @type {const} */ ([
    ["search", openSearch, true],
    ["glossary", openGlossary, player.course.terms.length > 0],
    ["notes", openNotes, true],
    ["transcript", openTranscript, true],
    ["certificate", openCertificate, isEarned(player)],
  ]);
  const rows = all.flatMap(([name, open, there]) => (there ? [el("li", {}, toolButton(player, name, open))] : []));
  return el("ul", { class: "tools" }, ...rows);
}

/**
 * @param {Player} player
 * @param {Parameters<typeof icon>[0]} name
 * @param {(player: Player) => void} open
 */
function toolButton(player, name, open) {
  const act = (/** @type {Event} */ event) => {
    /** @type {Element} */ (event.currentTarget).closest("dialog")?.close();
    open(player);
  };
  return el("button", { class: "quiet", type: "button", onclick: act }, icon(name), el("span", {}, player.words.say(name)));
}

/**
 * @param {string} sentence with {name} in it
 * @param {string} name whatever an LMS says it is, as text and with its own direction
 * @returns {(string | Node)[]}
 */
function named(sentence, name) {
  const [before = "", after = ""] = sentence.split("{name}");
  return [before, el("bdi", {}, name), after];
}

/**
 * @param {Player} player
 * @param {HTMLDialogElement} dialog
 * @param {import("./course.js").Unit} unit
 */
function unitRow(player, dialog, unit) {
  const state = player.page.unit === unit ? "current" : isDone(unit, player.state) ? "done" : "open";
  const kind = player.words.say(`kind-${unit.kind}`);
  const minutes = player.words.say("minutes", { n: unit.minutes });
  return row(player, dialog, unit.id, unit.title, `${kind} · ${minutes}`, state);
}

/**
 * @param {Player} player
 * @param {HTMLDialogElement} dialog
 */
function resultRow(player, dialog) {
  const last = player.pages.at(-1);
  const current = player.page === last;
  return row(
    player,
    dialog,
    last?.id ?? "",
    player.words.say("result"),
    "",
    current ? "current" : player.result() ? "done" : "open",
  );
}

/**
 * @param {Player} player
 * @param {HTMLDialogElement} dialog
 * @param {string} page
 * @param {string} title
 * @param {string} detail
 * @param {"done" | "current" | "open"} state
 */
function row(player, dialog, page, title, detail, state) {
  const act = () => {
    dialog.close();
    player.go(page);
  };
  const station = el("span", { class: "station" }, state === "done" ? icon("tick") : null);
  const words = el(
    "span",
    { class: "row-words" },
    el("span", { class: "row-title" }, title),
    detail ? el("span", { class: "row-detail" }, detail) : null,
  );
  const told = el("span", { class: "told" }, ` (${player.words.say(`station-${state}`)})`);
  words.append(told);
  return el(
    "li",
    { "data-state": state },
    el("button", { type: "button", onclick: act, "aria-current": state === "current" ? "page" : null }, station, words),
  );
}

/**
 * @param {Player} player
 */
function schemes(player) {
  const chosen = recall("scheme") ?? "system";
  const choose = (/** @type {Event} */ event) => {
    const { value } = /** @type {HTMLInputElement} */ (event.target);
    keep("scheme", value === "system" ? null : value);
    document.documentElement.dataset["scheme"] = value;
    if (value === "system") {
      delete document.documentElement.dataset["scheme"];
    }
  };
  const rows = SCHEMES.map((scheme) =>
    el(
      "label",
      {},
      el("input", { type: "radio", name: "scheme", value: scheme, checked: scheme === chosen, onchange: choose }),
      player.words.say(`scheme-${scheme}`),
    ),
  );
  return el("fieldset", { class: "schemes" }, el("legend", {}, player.words.say("scheme")), ...rows);
}
