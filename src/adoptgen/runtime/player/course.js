/**
 * What a course is to its player: the data adoptgen writes into course.js (courses/payload.py). Types only.
 *
 * @typedef {string | unknown[]} Markup a text, or [tag, attributes?, ...children]
 * @typedef {{text: Markup[], right: boolean, feedback: Markup[]}} Answer
 *
 * @typedef {object} Question
 * @property {string} id `<assessment>.<question>`
 * @property {string} key its short name in saved states
 * @property {Markup[]} ask
 * @property {string} title the question as plain text
 * @property {boolean} several whether more than one answer is right
 * @property {string} shows `skill@level`
 * @property {number} weight
 * @property {Markup[]} hint
 * @property {Markup[]} feedback
 * @property {Answer[]} answers
 *
 * @typedef {object} Disc
 * @property {number} number
 * @property {number[]} at centre, in per cent of the view
 * @property {number[]} box left, top, width, height of the target, in per cent of the view
 *
 * @typedef {object} Picture
 * @property {string} path
 * @property {number[]} [size]
 * @property {number[] | null} view left, top, width, height of what is shown, in the picture's pixels
 * @property {Disc[]} discs
 *
 * @typedef {object} Step
 * @property {Markup[]} say
 * @property {Markup[]} result
 * @property {Markup[]} why
 * @property {Markup[]} note
 * @property {Picture | null} picture
 *
 * @typedef {{title: string, caption: string, picture: Picture | null, steps: Step[]}} Part
 *
 * @typedef {object} UnitBase
 * @property {string} id `kind/id`
 * @property {string} key
 * @property {string} title
 * @property {Markup[]} summary
 * @property {number} minutes
 * @property {boolean} partial whether it is not wholly translated
 *
 * @typedef {UnitBase & {kind: "lesson", body: Markup[], questions: Question[]}} Lesson
 * @typedef {UnitBase & {kind: "task", caution: Markup[], different: Markup[][], parts: Part[]}} Task
 * @typedef {UnitBase & {kind: "check", mastery: number, tries: number, shuffle: boolean, questions: Question[]}} Check
 * @typedef {Lesson | Task | Check} Unit
 *
 * @typedef {{ref: string, title: string, level: number, units: string[]}} Skill
 *
 * @typedef {object} Course
 * @property {number} format
 * @property {string} id
 * @property {string} iri what the course is called in statements
 * @property {string} space begins the IRIs of its questions and skills
 * @property {string} language
 * @property {"ltr" | "rtl"} direction
 * @property {string} title
 * @property {Markup[]} summary
 * @property {string} edition
 * @property {number} minutes
 * @property {number} mastery score in percent that passes
 * @property {Skill[]} skills
 * @property {{title: string, units: Unit[]}[]} sections
 * @property {Record<string, string>} words
 */

/**
 * @param {Course} course
 * @returns {Unit[]} all units in order
 */
export function unitsOf(course) {
  return course.sections.flatMap((section) => section.units);
}

/**
 * @param {Course} course
 * @returns {Check[]} the units that are scored
 */
export function checksOf(course) {
  return unitsOf(course).filter((unit) => unit.kind === "check");
}

/**
 * @param {Unit} unit
 * @returns {Question[]}
 */
export function questionsOf(unit) {
  return unit.kind === "task" ? [] : unit.questions;
}

/**
 * @param {Markup} node
 * @returns {string} its text without markup
 */
export function textOf(node) {
  return typeof node === "string" ? node : /** @type {Markup[]} */ (node.slice(1).filter(isMarkup)).map(textOf).join("");
}

/**
 * @param {unknown} part
 * @returns {part is Markup} and not attributes
 */
function isMarkup(part) {
  return typeof part === "string" || Array.isArray(part);
}
