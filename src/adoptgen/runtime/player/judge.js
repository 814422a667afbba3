import { textOf } from "./course.js";

/**
 * What an answer is worth. Pure, and the same in packages and on the guide site.
 *
 * A response is a short text whatever the way of answering, as it is kept in saved states:
 * choice, true-false, hotspot, likert: the places of what was chosen, in order; sequencing: the places of the steps in
 * the order given; matching, categories, cloze: per row the place of its answer, "-" for none; simulation: per step 1 if
 * it was right at once, else 0; else what was typed.
 * A place is one digit of base 36.
 *
 * @typedef {import("./course.js").Question} Question
 * @typedef {import("./course.js").Answer} Answer
 * @typedef {{credit: number, neutral: boolean}} Verdict credit from 0 to 1
 */

export const NO_PLACE = "-";
const TYPED = new Set(["numeric", "fill-in", "free-text"]);
const PICKED = new Set(["choice", "true-false", "hotspot", "likert"]);
const NEUTRAL = new Set(["likert", "free-text"]);
const EASE = 1e-9;

/**
 * @param {Question} question
 * @returns {boolean} whether it is typed
 */
export function isTyped(question) {
  return TYPED.has(question.way);
}

/**
 * @param {Question} question
 * @returns {boolean} whether places are chosen
 */
export function isPicked(question) {
  return PICKED.has(question.way);
}

/**
 * @param {Question} question
 * @returns {boolean} whether there is no right answer
 */
export function isNeutral(question) {
  return NEUTRAL.has(question.way);
}

/**
 * @param {readonly number[]} places
 * @returns {string}
 */
export function placesText(places) {
  return places.map((place) => (place < 0 ? NO_PLACE : place.toString(36))).join("");
}

/**
 * @param {string} response
 * @returns {number[]} -1 for none
 */
export function placesIn(response) {
  return [...response].map((sign) => (sign === NO_PLACE ? -1 : parseInt(sign, 36)));
}

/**
 * @param {Question} question
 * @returns {string} the response that is right, or the first of several
 */
export function rightResponse(question) {
  if (question.way === "numeric") {
    return String(question.number?.[0] ?? "");
  }
  if (question.way === "fill-in") {
    return (question.answers[0]?.text ?? []).map(textOf).join("");
  }
  if (question.way === "sequencing") {
    return placesText(question.answers.map((_, place) => place));
  }
  if (question.scenes) {
    return "1".repeat(question.scenes.length);
  }
  if (question.rows) {
    return placesText(question.rows.map((row) => row.right));
  }
  return placesText(question.answers.flatMap((answer, place) => (answer.right ? [place] : [])));
}

/**
 * @param {Question} question
 * @param {string} response
 * @returns {boolean} whether it is an answer at all
 */
export function isWhole(question, response) {
  if (question.way === "numeric") {
    return !Number.isNaN(numberIn(response));
  }
  return response.trim() !== "" && !((question.rows ?? question.scenes) && response.includes(NO_PLACE));
}

/**
 * @param {Question} question
 * @param {string} response
 * @returns {Verdict}
 */
export function judge(question, response) {
  if (isNeutral(question)) {
    return { credit: 0, neutral: true };
  }
  const credit = creditOf(question, response);
  const parts = question.partial || question.way === "fill-in" || question.way === "simulation";
  return { credit: credit >= 1 - EASE ? 1 : parts ? Math.floor(credit * 100 + EASE) / 100 : 0, neutral: false };
}

/**
 * @param {Question} question
 * @param {string} response
 * @returns {number}
 */
function creditOf(question, response) {
  if (question.way === "numeric") {
    const [answer, tolerance] = question.number ?? [NaN, 0];
    const off = Math.abs(numberIn(response) - answer);
    return off <= tolerance + EASE * Math.max(1, Math.abs(answer)) ? 1 : 0;
  }
  if (question.way === "fill-in") {
    return (acceptedAs(question, response)?.credit ?? 0) / 100;
  }
  return isPicked(question) ? pickedCredit(question, response) : placedCredit(question, response);
}

/**
 * Right ones less wrong ones, so that choosing everything gains nothing.
 *
 * @param {Question} question
 * @param {string} response
 * @returns {number}
 */
function pickedCredit(question, response) {
  const all = question.answers.filter((answer) => answer.right).length;
  const places = placesIn(response);
  const right = places.filter((place) => question.answers[place]?.right).length;
  return Math.max(0, (right - (places.length - right)) / all);
}

/**
 * The share of rows, or of steps, that are where they belong.
 *
 * @param {Question} question
 * @param {string} response
 * @returns {number}
 */
function placedCredit(question, response) {
  const right = placesIn(rightResponse(question));
  const given = placesIn(response);
  return right.filter((place, at) => isSame(question, at, given[at] ?? -1, place)).length / (right.length || 1);
}

/**
 * @param {Question} question
 * @param {number} row
 * @param {number} given
 * @param {number} right
 * @returns {boolean} whether the answer given is the right one, or reads like it
 */
function isSame(question, row, given, right) {
  const own = question.rows?.[row]?.answers;
  return given === right || Boolean(own?.[given]?.right);
}

/**
 * @param {Question} question
 * @param {string} response
 * @param {number} row
 * @returns {boolean} whether this row, or this step, is where it belongs
 */
export function isRowRight(question, response, row) {
  return isSame(question, row, placesIn(response)[row] ?? -1, placesIn(rightResponse(question))[row] ?? -2);
}

/**
 * @param {Question} question
 * @param {string} response
 * @returns {Answer | null} the text that counts as what was typed
 */
export function acceptedAs(question, response) {
  const typed = folded(response);
  return question.answers.find((answer) => folded(answer.text.map(textOf).join("")) === typed) ?? null;
}

/**
 * @param {string} text
 * @returns {string} without what does not count: case, accents, white space around and doubled
 */
export function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase().replace(/\s+/g, " ").trim();
}

/**
 * @param {string} text
 * @returns {number} with comma or point before the decimals; NaN for anything else, also for 1,234: which of both is meant
 *   cannot be known, and then the comma is read as the decimals'
 */
export function numberIn(text) {
  const digits = latinDigits(text).replace(/[\s'\u2019]/g, "").replace("\u2212", "-").replace(/[,\u066b]/, ".");
  return /^[-+]?(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})$/.test(digits) ? Number(digits) : NaN;
}

/**
 * @param {string} text
 * @returns {string} with 0 to 9 for the digits of Arabic and Persian keyboards
 */
function latinDigits(text) {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (sign) => String((sign.codePointAt(0) ?? 0) & 0xf));
}
