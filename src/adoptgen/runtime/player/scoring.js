import { checksOf, pretestOf, unitsOf } from "./course.js";
import { questionsOf } from "./draw.js";
import { isNeutral } from "./judge.js";

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
    const given = state.given.get(question.key);
    of += question.weight;
    points += given?.outcome ? question.weight * given.credit : 0;
    if (!given?.outcome) {
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
  const questions = checks.flatMap((check) => questionsOf(check, state)).filter((question) => !isNeutral(question));
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
 * @returns {Unit[]} what is still to be done; a pretest is an offer
 */
export function openUnits(course, state) {
  return unitsOf(course).filter((unit) => !isDone(unit, state) && !(unit.kind === "check" && unit.pretest));
}

/**
 * @param {Course} course
 * @param {State} state
 * @param {number} mastery in percent
 * @returns {Unit[]} what need not be read: all it teaches was mastered in the pretest
 */
export function exempted(course, state, mastery) {
  const pretest = pretestOf(course);
  if (!pretest || !isDone(pretest, state)) {
    return [];
  }
  const mastered = skillTallies(course.skills, [pretest], state, mastery).filter((found) => found.reached);
  return unitsOf(course).filter(
    (unit) => unit.kind !== "check" && unit.teaches.length > 0 && unit.teaches.every((ref) => covers(mastered, ref)),
  );
}

/**
 * @param {SkillTally[]} mastered
 * @param {string} ref `skill@level`
 * @returns {boolean} whether this level, or a higher one of the skill, is mastered
 */
function covers(mastered, ref) {
  const [skill, level] = ref.split("@");
  return mastered.some((found) => found.skill.ref.split("@")[0] === skill && found.skill.level >= Number(level));
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
    const weight = tally(questionsOf(check, state), state).of;
    points += best * weight;
    of += weight;
  }
  return of ? shareOf({ points, of, open: [] }) : null;
}

/**
 * The best share of every skill level so far. A skill counts once all checks that ask for it are complete.
 *
 * @param {Course} course
 * @param {State} state
 * @param {number} mastery in percent
 * @returns {Map<string, number>} by the skill's key
 */
export function bestSkills(course, state, mastery) {
  const best = new Map(state.skills);
  const checks = checksOf(course);
  const open = new Set(checks.flatMap((check) => tally(questionsOf(check, state), state).open.map((one) => one.shows)));
  for (const { skill, share } of skillTallies(course.skills, checks, state, mastery)) {
    if (!open.has(skill.ref)) {
      best.set(skill.key, Math.max(share, best.get(skill.key) ?? 0));
    }
  }
  return best;
}

/**
 * @param {Course} course
 * @param {State} state
 * @param {number} mastery in percent
 * @returns {import("./course.js").Skill[]} skill levels the checks ask for that are not reached yet
 */
export function missingSkills(course, state, mastery) {
  const asked = skillTallies(course.skills, checksOf(course), state, mastery);
  return asked.map((found) => found.skill).filter((skill) => !reaches(state.skills.get(skill.key) ?? 0, mastery));
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
  const whole = course.passing === "score" || !missingSkills(course, state, mastery).length;
  return { share, passed: share === null || (whole && reaches(share, mastery)) };
}
