import { acceptedAs, isPicked, isTyped, placesIn } from "./judge.js";
import { shuffled } from "./random.js";
import { orderSeat } from "./seat-order.js";
import { pickedSeat } from "./seat-picked.js";
import { rowsSeat } from "./seat-rows.js";
import { simulationSeat } from "./seat-simulation.js";
import { typedSeat } from "./seat-typed.js";

/**
 * What every view of a question needs, in packages and on the guide site: its controls, and what is said about it.
 *
 * @typedef {import("./course.js").Question} Question
 * @typedef {import("./seat.js").Seat} Seat
 */

/**
 * @param {import("./seat.js").Sitting} sitting
 * @returns {Seat}
 */
export function seatOf(sitting) {
  const { question } = sitting.page;
  if (question.way === "sequencing") {
    return orderSeat(sitting);
  }
  if (question.scenes) {
    return simulationSeat(sitting);
  }
  return isTyped(question) ? typedSeat(sitting) : isPicked(question) ? pickedSeat(sitting) : rowsSeat(sitting);
}

/**
 * @param {Question} question
 * @param {string} response
 * @param {boolean} ended whether the right answers are said as well
 * @returns {import("./course.js").Markup[][]} what is said of the answers given, and of right ones that were not
 */
export function saidOf(question, response, ended) {
  if (question.way === "fill-in") {
    return [acceptedAs(question, response)?.feedback ?? []];
  }
  if (question.way === "cloze") {
    const given = placesIn(response);
    return (question.rows ?? []).map((row, at) => row.answers?.[given[at] ?? -1]?.feedback ?? []);
  }
  const chosen = new Set(isPicked(question) ? placesIn(response) : []);
  return question.answers
    .filter((answer, place) => chosen.has(place) || (ended && answer.right && isPicked(question)))
    .map((answer) => answer.feedback);
}

/**
 * @param {Question} question
 * @returns {string} word that says how it is answered, where the controls do not
 */
export function howKey({ way, several }) {
  return several ? "choose-several" : (/** @type {Record<string, string>} */ ({ sequencing: "put-in-order", hotspot: "point-at" })[way] ?? "");
}

/**
 * @param {Question} question
 * @returns {string} word that asks for an answer before it is checked
 */
export function firstKey(question) {
  if (isTyped(question)) {
    return question.way === "numeric" ? "number-first" : "type-first";
  }
  return question.scenes ? "do-all-first" : question.rows ? "choose-all-first" : "choose-first";
}

/** Ways whose answers stay where they are: a scale, true before false, places on a picture. */
const FIXED = new Set(["true-false", "likert", "hotspot"]);

/**
 * @param {Question} question
 * @param {string} seed
 * @param {boolean} mix
 * @returns {number[]} places of the answers as shown; steps to put in order are never in it already
 */
export function orderOf(question, seed, mix) {
  const places = question.answers.map((_, at) => at);
  if (question.way === "sequencing") {
    const order = shuffled(places, String, seed);
    return order.join() === places.join() ? order.reverse() : order;
  }
  return mix && !FIXED.has(question.way) ? shuffled(places, String, seed) : places;
}
