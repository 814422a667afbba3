import { checksOf, questionsOf, unitsOf } from "./course.js";

/**
 * Points, mastery and what is still open. Nothing here invents a score: a check counts once all of its questions have
 * an outcome, a course once every unit is done.
 *
 * @typedef {import("./course.js").Course} Course
 * @typedef {import("./course.js").Check} Check
 * @typedef {import("./course.js").Question} Question
 * @typedef {import("./course.js").Skill} Skill
 * @typedef {import("./course.js").Unit} Unit
 * @typedef {import("./state.js").State} State
 *
 * @typedef {{points: number, of: number, open: Question[]}} Tally
 * @typedef {{skill: Skill, points: number, of: number, share: number, reached: boolean}} SkillTally
 * @typedef {object} Result
 * @property {number | null} share of the points, 0 to 1; null for a course without checks
 * @property {boolean} passed
 */

/** Shares are kept to a hundredth of a percent, in saved states as in reports. */
const GRAIN = 10000;

/**
 * @param {readonly Question[]} questions
 * @param {State} state
 * @returns {Tally}
 */
export function tally(questions, state) {
  let points = 0;
  let of = 0;
  const open = [];
  for (const question of questions) {
    const outcome = state.given.get(question.key)?.outcome ?? "";
    of += question.weight;
    points += outcome === "right" ? question.weight : 0;
    if (outcome === "") {
      open.push(question);
    }
  }
  return { points, of, open };
}

/**
 * @param {Tally} found
 * @returns {number} share of the points, rounded down to what is stored
 */
export function shareOf(found) {
  return found.of ? Math.floor((found.points / found.of) * GRAIN + 1e-6) / GRAIN : 0;
}

/**
 * @param {number} share
 * @param {number} mastery in percent
 * @returns {boolean}
 */
export function reaches(share, mastery) {
  return share * 100 + 1e-6 >= mastery;
}

/**
 * @param {readonly Skill[]} skills
 * @param {readonly Check[]} checks
 * @param {State} state
 * @param {number} mastery in percent
 * @returns {SkillTally[]} one per skill level these checks ask for
 */
export function skillTallies(skills, checks, state, mastery) {
  const questions = checks.flatMap(questionsOf);
  return skills.flatMap((skill) => {
    const own = questions.filter((question) => question.shows === skill.ref);
    const found = tally(own, state);
    const share = shareOf(found);
    return own.length ? [{ skill, points: found.points, of: found.of, share, reached: reaches(share, mastery) }] : [];
  });
}

/**
 * @param {Unit} unit
 * @param {State} state
 * @returns {boolean}
 */
export function isDone(unit, state) {
  return unit.kind === "check" ? typeof state.checks.get(unit.key)?.best === "number" : state.done.has(unit.key);
}

/**
 * @param {Course} course
 * @param {State} state
 * @returns {Unit[]} what is still to be done
 */
export function openUnits(course, state) {
  return unitsOf(course).filter((unit) => !isDone(unit, state));
}

/**
 * @param {readonly Check[]} checks
 * @param {State} state
 * @returns {number | null} share of all their points in the best takes; null if one was never completed
 */
export function bestShare(checks, state) {
  let points = 0;
  let of = 0;
  for (const check of checks) {
    const best = state.checks.get(check.key)?.best ?? null;
    if (best === null) {
      return null;
    }
    const weight = tally(check.questions, state).of;
    points += best * weight;
    of += weight;
  }
  return of ? shareOf({ points, of, open: [] }) : null;
}

/**
 * @param {Course} course
 * @param {State} state
 * @param {number} mastery in percent
 * @returns {Result | null} null while something is open
 */
export function courseResult(course, state, mastery) {
  if (openUnits(course, state).length) {
    return null;
  }
  const share = bestShare(checksOf(course), state);
  return { share, passed: share === null || reaches(share, mastery) };
}
