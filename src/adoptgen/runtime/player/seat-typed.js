import { el, markup } from "./dom.js";
import { acceptedAs, judge, rightResponse } from "./judge.js";

/**
 * Answers to type: a number, a text, one's own words.
 *
 * @typedef {import("./seat.js").Seat} Seat
 * @typedef {import("./seat.js").Sitting} Sitting
 * @typedef {import("./course.js").Question} Question
 */

const LONGEST = 120;
const LONGEST_FREE = 1000;

/**
 * @param {Sitting} sitting
 * @returns {Seat}
 */
export function typedSeat({ page, words, changed }) {
  const { question } = page;
  const field = fieldOf(question, changed);
  const unit = question.number?.[2] ? el("span", { class: "unit", id: "unit" }, question.number[2]) : null;
  const verdict = el("p", { class: "verdict-line" });
  const row = el("div", { class: "typed" }, el("label", { for: "typed" }, words.say("your-text")), field, unit, verdict);
  return {
    rows: [row],
    response: () => field.value.trim(),
    draw(response, phase) {
      const { credit, neutral } = judge(question, response);
      row.dataset["state"] = phase === "answering" || neutral ? "" : credit === 1 ? "right" : credit ? "caution" : "wrong";
      field.readOnly = phase === "ended";
      field.value = phase === "answering" ? field.value : field.value || response;
      verdict.replaceChildren(...(phase === "ended" ? told(question, response, words) : []));
    },
    clear: () => field.select(),
    first: () => field,
    keys: [],
  };
}

/**
 * @param {Question} question
 * @param {() => void} changed
 */
function fieldOf(question, changed) {
  const attributes = { id: "typed", class: "field", autocomplete: "off", oninput: changed };
  if (question.way === "free-text") {
    return el("textarea", { ...attributes, rows: 5, maxlength: LONGEST_FREE });
  }
  const number = question.way === "numeric";
  return el("input", {
    ...attributes,
    type: "text",
    inputmode: number ? "decimal" : "text",
    "aria-describedby": question.number?.[2] ? "unit" : null,
    spellcheck: "false",
    maxlength: number ? 24 : LONGEST,
  });
}

/**
 * @param {Question} question
 * @param {string} response
 * @param {import("./words.js").Words} words
 * @returns {(Node | string)[]} what would have been right, or the model answer
 */
function told(question, response, words) {
  if (question.way === "free-text") {
    return [el("strong", {}, words.say("model-answer")), " ", ...markup(question.text ?? [])];
  }
  const [answer, tolerance] = question.number ?? [0, 0];
  const wanted = question.number ? number(words, answer, tolerance) : (acceptedAs(question, rightResponse(question))?.text ?? []).join("");
  return judge(question, response).credit === 1 && !tolerance ? [] : [words.say("right-answer-is", { text: wanted })];
}

/**
 * @param {import("./words.js").Words} words
 * @param {number} answer
 * @param {number} tolerance
 */
function number(words, answer, tolerance) {
  return tolerance ? words.say("about", { n: answer, off: tolerance }) : words.value(answer);
}
