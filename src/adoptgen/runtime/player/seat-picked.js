import { el, markup } from "./dom.js";
import { placesIn, placesText } from "./judge.js";

/**
 * Answers to pick: options, true or false, a scale, places on a picture. Native radio buttons or check boxes.
 *
 * @typedef {import("./seat.js").Seat} Seat
 * @typedef {import("./seat.js").Sitting} Sitting
 * @typedef {import("./seat.js").Phase} Phase
 * @typedef {import("./course.js").Question} Question
 */

const VERDICTS = { right: "your-answer-right", wrong: "your-answer", missed: "right-answer", given: "", off: "", "": "" };

/**
 * @param {Sitting} sitting
 * @returns {Seat}
 */
export function pickedSeat({ page, words, changed }) {
  const { question, order } = page;
  const inputs = order.map((place) =>
    el("input", {
      type: question.several ? "checkbox" : "radio",
      name: "answer",
      value: place,
      onchange: changed,
    }),
  );
  const rows = inputs.map((input, at) => pickedRow(input, textNodes(question, order[at] ?? 0, words), String((order[at] ?? 0) + 1)));
  const list = el("div", { class: "answers", "data-way": question.way }, ...rows);
  const shown = question.picture ? picture(question, inputs) : null;
  list.addEventListener("change", () => shown?.dispatchEvent(new Event("spots")));
  return {
    rows: shown ? [shown, list] : [list],
    response: () => placesText(chosenIn(inputs)),
    draw(response, phase) {
      const chosen = new Set(placesIn(response));
      inputs.forEach((input, at) => {
        const place = order[at] ?? 0;
        const state = stateOf(question, place, chosen.has(place), phase);
        drawPicked(rows[at], input, state, VERDICTS[state] ? words.say(VERDICTS[state]) : "", phase, chosen.has(place));
      });
      shown?.dispatchEvent(new Event("spots"));
    },
    clear: () => inputs.forEach((input) => void (input.checked = false)),
    first: () => inputs[0],
    keys: question.several ? ["key-space"] : ["\u2191", "\u2193"],
  };
}

/**
 * @param {HTMLInputElement[]} inputs
 * @returns {number[]}
 */
function chosenIn(inputs) {
  const chosen = inputs.filter((input) => input.checked).map((input) => Number(input.value));
  return chosen.sort((a, b) => a - b);
}

/**
 * @param {Question} question
 * @param {number} place
 * @param {import("./words.js").Words} words
 * @returns {Node[]}
 */
function textNodes(question, place, words) {
  const { way, answers } = question;
  return markup(way === "true-false" ? [words.say(place ? "false" : "true")] : (answers[place]?.text ?? []));
}

/**
 * @param {HTMLInputElement} input
 * @param {Node[]} text
 * @param {string} number of a place on a picture
 */
function pickedRow(input, text, number) {
  return el(
    "label",
    { class: "answer" },
    input,
    el("span", { class: "answer-text", "data-number": number }, ...text),
    el("span", { class: "verdict" }),
  );
}

/**
 * @param {Question} question
 * @param {number} place
 * @param {boolean} chosen
 * @param {Phase} phase
 * @returns {keyof typeof VERDICTS}
 */
function stateOf(question, place, chosen, phase) {
  if (phase === "answering") {
    return "";
  }
  if (question.way === "likert") {
    return chosen ? "given" : "off";
  }
  const right = question.answers[place]?.right ?? false;
  return chosen ? (right ? "right" : "wrong") : phase === "ended" ? (right ? "missed" : "off") : "";
}

/**
 * @param {HTMLElement | undefined} row
 * @param {HTMLInputElement} input
 * @param {string} state
 * @param {string} verdict
 * @param {Phase} phase
 * @param {boolean} chosen
 */
function drawPicked(row, input, state, verdict, phase, chosen) {
  if (row) {
    row.dataset["state"] = state;
    row.querySelector(".verdict")?.replaceChildren(verdict);
  }
  input.disabled = phase === "ended";
  if (phase !== "answering") {
    input.checked = chosen;
  }
}

/**
 * The picture for those who point; the same radio buttons stand below it for everybody else.
 *
 * @param {Question} question
 * @param {HTMLInputElement[]} inputs
 */
function picture(question, inputs) {
  const image = el("img", { src: question.picture ?? "", alt: (question.text ?? []).join(""), decoding: "async" });
  const frame = el("div", { class: "shot spots" }, image);
  /** @type {[HTMLInputElement, HTMLElement][]} */
  const spots = [];
  for (const input of inputs) {
    const [left = 0, top = 0, width = 0, height = 0] = question.answers[Number(input.value)]?.box ?? [];
    const number = el("span", {}, String(Number(input.value) + 1));
    const spot = el("span", { class: "spot", "aria-hidden": true, onclick: () => input.click() }, number);
    Object.assign(spot.style, { left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` });
    frame.append(spot);
    spots.push([input, spot]);
  }
  // A radio button is not told when another of its group takes the choice over.
  frame.addEventListener("spots", () => spots.forEach(([input, spot]) => spot.toggleAttribute("data-chosen", input.checked)));
  return frame;
}
