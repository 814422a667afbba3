import { shuffled } from "./random.js";

/**
 * Which questions of a check this learner is asked. What was answered already stays, whatever a new package adds.
 *
 * @typedef {import("./course.js").Unit} Unit
 * @typedef {import("./course.js").Question} Question
 * @typedef {import("./state.js").State} State
 */

/**
 * @param {Unit} unit
 * @param {State} state
 * @returns {Question[]} in the order they are written in
 */
export function questionsOf(unit, state) {
  if (unit.kind !== "check") {
    return unit.kind === "lesson" ? unit.questions : [];
  }
  const seed = takeSeed(unit, state);
  return [...unit.questions, ...unit.pools.flatMap((pool) => drawn(pool, state, seed))];
}

/**
 * @param {Unit} unit
 * @param {State} state
 * @returns {string} of the present take
 */
export function takeSeed(unit, state) {
  return `${state.seed}.${state.checks.get(unit.key)?.take ?? 1}`;
}

/**
 * @param {{draw: number, questions: Question[]}} pool
 * @param {State} state
 * @param {string} seed
 * @returns {Question[]}
 */
function drawn({ draw, questions }, state, seed) {
  const order = shuffled(questions, (question) => question.key, seed);
  const met = order.filter((question) => state.given.has(question.key));
  const chosen = new Set([...met, ...order.filter((question) => !met.includes(question))].slice(0, draw));
  return questions.filter((question) => chosen.has(question));
}
