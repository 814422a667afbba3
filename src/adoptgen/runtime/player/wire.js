import { plainText } from "./course.js";
import { NO_PLACE, isNeutral, isTyped, numberIn, placesIn, rightResponse } from "./judge.js";

/**
 * An answer in the terms all record keepers share: SCORM's and xAPI's interaction types, identifiers for what was
 * chosen, and their texts. Each door writes it in its own spelling.
 *
 * @typedef {import("./course.js").Question} Question
 * @typedef {import("./course.js").Answer} Answer
 * @typedef {"choice" | "true-false" | "numeric" | "fill-in" | "long-fill-in" | "matching" | "sequencing" | "likert" |
 *   "performance"} Type
 * @typedef {{id: string, text: string}} Part
 * @typedef {string[][]} Steps one identifier, or source and target, per step; what was typed is the only step
 *
 * @typedef {object} Wired
 * @property {Type} type
 * @property {Steps} given
 * @property {Steps[]} right every response that is right; a number as [answer, least, most]
 * @property {{choices?: Part[], scale?: Part[], source?: Part[], target?: Part[], steps?: Part[]}} lists
 */

const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
/** @type {Record<import("./course.js").Way, Type>} */
const TYPES = {
  choice: "choice",
  "true-false": "true-false",
  numeric: "numeric",
  "fill-in": "fill-in",
  cloze: "matching",
  matching: "matching",
  sequencing: "sequencing",
  categories: "matching",
  hotspot: "choice",
  likert: "likert",
  "free-text": "long-fill-in",
  simulation: "performance",
};

/**
 * @param {number} place
 * @returns {string} the letter that stands for an answer in reports
 */
export function letter(place) {
  return LETTERS[place] ?? "z";
}

/**
 * @param {Question} question
 * @param {string} response
 * @returns {Wired}
 */
export function wired(question, response) {
  const given = stepsOf(question, response);
  const right = isNeutral(question) ? [] : rightSteps(question);
  return { type: TYPES[question.way], given, right, lists: listsOf(question) };
}

/**
 * @param {Question} question
 * @param {string} response
 * @returns {Steps}
 */
function stepsOf(question, response) {
  if (isTyped(question)) {
    return [[response.trim()]];
  }
  const places = placesIn(response);
  if (question.way === "true-false") {
    return [[places[0] === 0 ? "true" : "false"]];
  }
  if (question.scenes) {
    return places.map((done, at) => [String(at + 1), String(done)]);
  }
  if (question.rows) {
    return places.flatMap((place, row) => (place < 0 ? [] : [[String(row + 1), target(question, row, place)]]));
  }
  return places.map((place) => [letter(place)]);
}

/**
 * @param {Question} question
 * @param {number} row
 * @param {number} place
 * @returns {string} a gap has answers of its own, and so they have its number before them
 */
function target(question, row, place) {
  return question.way === "cloze" ? `${row + 1}${letter(place)}` : letter(place);
}

/**
 * @param {Question} question
 * @returns {Steps[]}
 */
function rightSteps(question) {
  if (question.number) {
    const [answer, tolerance] = question.number;
    return [[[answer, answer - tolerance, answer + tolerance].map(plainNumber)]];
  }
  if (question.way === "fill-in") {
    return question.answers.filter((answer) => answer.credit === 100).map((answer) => [[plainText(answer)]]);
  }
  return [stepsOf(question, rightResponse(question))];
}

/**
 * @param {number} value
 * @returns {string} without exponent and without the dust of binary fractions
 */
function plainNumber(value) {
  return String(Number(value.toFixed(7)));
}

/**
 * @param {readonly {text: import("./course.js").Markup[]}[]} answers
 * @param {(place: number) => string} id
 * @returns {Part[]}
 */
function parts(answers, id) {
  return answers.map((answer, place) => ({ id: id(place), text: plainText(answer) }));
}

/**
 * @param {Question} question
 * @returns {Wired["lists"]}
 */
function listsOf(question) {
  const { way, answers, rows, scenes } = question;
  if (scenes) {
    return { steps: scenes.map((scene, at) => ({ id: String(at + 1), text: plainText({ text: scene.say }) })) };
  }
  if (rows) {
    const source = rows.map((row, at) => ({ id: String(at + 1), text: way === "cloze" ? `{${at + 1}}` : plainText(row) }));
    const own = rows.flatMap((row, at) => parts(row.answers ?? [], (place) => target(question, at, place)));
    return { source, target: way === "cloze" ? own : parts(answers, letter) };
  }
  if (way === "likert") {
    return { scale: parts(answers, letter) };
  }
  return way === "true-false" || isTyped(question) ? {} : { choices: parts(answers, letter) };
}

/**
 * The steps of a simulation, each as an answer of its own: reports then say which step people fail.
 *
 * @param {Question} question
 * @param {string} response
 * @returns {(Wired & {step: string, title: string, done: boolean})[]}
 */
export function wiredSteps(question, response) {
  return (question.scenes ?? []).map((scene, at) => {
    const done = response[at] === "1";
    const title = plainText({ text: scene.say });
    const lists = { steps: [{ id: "1", text: title }] };
    return { step: scene.step, title, done, type: "performance", given: [["1", done ? "1" : "0"]], right: [[["1", "1"]]], lists };
  });
}

/**
 * @param {Question} question
 * @param {string} response
 * @returns {string} for people: what this answer says
 */
export function spoken(question, response) {
  if (isTyped(question)) {
    return response;
  }
  return [...response]
    .map((sign, at) => (sign === NO_PLACE ? "" : textAt(question, at, parseInt(sign, 36))))
    .filter(Boolean)
    .join(", ");
}

/**
 * @param {Question} question
 * @param {number} at
 * @param {number} place
 * @returns {string}
 */
function textAt(question, at, place) {
  const answers = question.rows?.[at]?.answers ?? question.answers;
  return answers[place] ? plainText(/** @type {Answer} */ (answers[place])) : "";
}

/**
 * A response as SCORM 2004 and xAPI write it (RTE 4.2.9.1, xAPI 1.0.3 Part 2 annex C).
 *
 * @param {Type} type
 * @param {Steps} steps
 * @returns {string}
 */
export function response(type, steps) {
  if (type === "numeric") {
    return plainNumber(numberIn(steps[0]?.[0] ?? ""));
  }
  return steps.map((step) => step.join("[.]")).join("[,]");
}

/**
 * @param {Type} type
 * @param {Steps} steps a right response
 * @returns {string}
 */
export function pattern(type, steps) {
  if (type === "numeric") {
    return (steps[0] ?? []).slice(1).join("[:]");
  }
  return `${type === "fill-in" ? "{case_matters=false}" : ""}${response(type, steps)}`;
}
