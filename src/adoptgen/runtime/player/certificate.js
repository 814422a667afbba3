import { el, icon } from "./dom.js";
import { keep, recall } from "./store.js";
import { printButton } from "./transcript.js";

/**
 * Who reached what, and when: a page to print. It is there once the result is recorded, never before, and never for
 * what was done while nothing recorded.
 *
 * @typedef {import("./player.js").Player} Player
 */

const OWN_NAME = "name";
const LONGEST_NAME = 80;

/**
 * @param {Player} player
 * @returns {string}
 */
function earnedName({ course, learnerId }) {
  return `earned:${course.iri}:${learnerId}`;
}

/**
 * Notes the day on which the course is passed or completed in this session.
 *
 * @param {Player} player
 */
export function noteEarned(player) {
  if (!player.before && player.keeper.recording && player.result()?.passed && !recall(earnedName(player))) {
    keep(earnedName(player), isoDay(new Date()));
  }
}

/**
 * @param {Player} player
 * @returns {boolean}
 */
export function isEarned(player) {
  const recorded = player.keeper.recording || recall(earnedName(player)) !== null;
  return Boolean(player.result()?.passed) && (player.before || recorded);
}

/**
 * @param {Date} day
 * @returns {string}
 */
function isoDay(day) {
  const [month, date] = [day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, "0"));
  return `${day.getFullYear()}-${month}-${date}`;
}

/**
 * @param {Player} player
 * @returns {HTMLElement | null} the way to it, for the last page
 */
export function certificateBlock(player) {
  const act = () => openCertificate(player);
  const button = () =>
    el("button", { class: "outlined", type: "button", onclick: act }, icon("certificate"), player.words.say("certificate"));
  return isEarned(player) ? el("p", { class: "acts" }, button()) : null;
}

/** @param {Player} player */
export function openCertificate(player) {
  const { words, course } = player;
  const own = recall(OWN_NAME);
  const known = player.learner || (typeof own === "string" ? own : "");
  const name = el("bdi", {}, known);
  const share = player.result()?.share ?? null;
  const skills = player
    .skillScores()
    .filter((score) => score.reached)
    .flatMap(({ id }) => course.skills.find((skill) => skill.ref === id) ?? []);
  const reached = skills.map((skill) => el("li", {}, words.say("skill-level", { skill: skill.title, n: skill.level })));
  const paper = el(
    "div",
    { class: "paper" },
    el("p", { class: "issuer" }, course.organisation),
    el("h1", { tabindex: -1 }, words.say("certificate")),
    el("p", { class: "holder" }, name),
    el("p", {}, words.say(share === null ? "certificate-completed" : "certificate-passed")),
    el("p", { class: "of-course" }, course.title),
    el("p", { class: "row-detail" }, course.programme),
    reached.length ? el("section", {}, el("h2", {}, words.say("certificate-skills")), el("ul", {}, ...reached)) : null,
    certificateFacts(player, share),
  );
  const element = el(
    "article",
    { class: "certificate" },
    player.learner ? null : nameField(player, name),
    paper,
    el("p", { class: "aside" }, words.say("certificate-note")),
    printButton(player),
  );
  player.lay(element, "certificate");
}

/**
 * @param {Player} player
 * @param {number | null} share
 */
function certificateFacts(player, share) {
  const { words, course } = player;
  const earned = recall(earnedName(player));
  const day = typeof earned === "string" ? new Date(`${earned}T12:00`) : new Date();
  const lines = [
    share === null ? null : [words.say("result"), words.percent(share)],
    [words.say(typeof earned === "string" ? "certificate-day" : "certificate-printed"), words.date(day)],
    course.edition ? [words.say("certificate-edition"), words.date(new Date(`${course.edition}T12:00`))] : null,
  ];
  const rows = lines.flatMap((line) => (line ? [el("div", {}, el("dt", {}, line[0]), el("dd", {}, line[1]))] : []));
  return el("dl", { class: "paper-facts" }, ...rows);
}

/**
 * @param {Player} player
 * @param {HTMLElement} shown
 */
function nameField({ words }, shown) {
  const change = () => {
    shown.replaceChildren(field.value);
    keep(OWN_NAME, field.value.trim() || null);
  };
  const field = el("input", {
    id: "own-name",
    class: "field",
    type: "text",
    autocomplete: "name",
    maxlength: LONGEST_NAME,
    value: shown.textContent,
    oninput: change,
  });
  return el(
    "div",
    { class: "own-name" },
    el("label", { for: "own-name" }, words.say("certificate-name")),
    field,
    el("p", { class: "row-detail" }, words.say("certificate-name-where")),
  );
}
