/**
 * What a course is to its player: the data adoptgen writes into course.js (courses/payload.py). Types only.
 *
 * @typedef {string | unknown[]} Markup a text, or [tag, attributes?, ...children]
 * @typedef {"choice" | "true-false" | "numeric" | "fill-in" | "cloze" | "matching" | "sequencing" | "categories" |
 *   "hotspot" | "likert" | "free-text" | "simulation"} Way how a question is answered
 *
 * @typedef {object} Answer what can be chosen, typed or put in order
 * @property {Markup[]} text
 * @property {boolean} right
 * @property {Markup[]} feedback
 * @property {number} [credit] percent, of a text that counts
 * @property {number[]} [box] left, top, width, height on the picture in per cent
 *
 * @typedef {object} Row what is answered piece by piece: a premise, an item to sort, a gap
 * @property {Markup[]} text
 * @property {number} right place of the right answer
 * @property {Answer[]} [answers] its own, where it does not share the question's
 *
 * @typedef {object} Question
 * @property {string} id `<assessment>.<question>`
 * @property {string} key its short name in saved states
 * @property {Way} way
 * @property {Markup[]} ask
 * @property {string} title the question as plain text
 * @property {boolean} several whether more than one answer is right
 * @property {string} shows `skill@level`
 * @property {number} weight
 * @property {Markup[]} hint
 * @property {Markup[]} feedback
 * @property {boolean} partial whether a partly right answer is worth its part
 * @property {number | null} tries else the check's
 * @property {Answer[]} answers options; texts that count; steps in order; responses; categories; regions; a scale
 * @property {Row[]} [rows]
 * @property {Markup[]} [text] with gaps as code `{1}`; the model answer; what the picture shows
 * @property {[number, number, string]} [number] answer, tolerance, unit
 * @property {string} [picture]
 * @property {Scene[]} [scenes] steps of a simulation
 *
 * @typedef {object} Scene
 * @property {string} step its id
 * @property {Markup[]} say
 * @property {string} value what is typed or chosen; nothing where the control is only used
 * @property {string} picture
 * @property {number[]} size
 * @property {number} right place of the right control
 * @property {{name: string, box: number[]}[]} spots controls on the picture, boxes in per cent
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
 * @property {string[]} teaches `skill@level`
 *
 * @typedef {UnitBase & {kind: "lesson", body: Markup[], questions: Question[]}} Lesson
 * @typedef {UnitBase & {kind: "task", caution: Markup[], different: Markup[][], parts: Part[]}} Task
 * @typedef {object} Rules
 * @property {"check"} kind
 * @property {number} mastery
 * @property {number} tries
 * @property {boolean} shuffle
 * @property {boolean} pretest taken once, unscored: what is mastered in it need not be read
 * @property {Question[]} questions
 * @property {{draw: number, questions: Question[]}[]} pools
 * @typedef {UnitBase & Rules} Check
 * @typedef {Lesson | Task | Check} Unit
 *
 * @typedef {{ref: string, key: string, title: string, level: number, units: string[]}} Skill
 *
 * @typedef {{id: string, title: string, definition: Markup[], also: string[], avoid: string[],
 *   partial: boolean}} Term
 *
 * @typedef {object} Course
 * @property {number} format
 * @property {string} id
 * @property {string} iri what the course is called in statements
 * @property {string} space begins the IRIs of its questions and skills
 * @property {string} language
 * @property {"ltr" | "rtl"} direction
 * @property {string} title
 * @property {string} programme
 * @property {string} organisation
 * @property {Term[]} terms of the glossary that occur in it
 * @property {Markup[]} summary
 * @property {string} edition
 * @property {number} minutes
 * @property {number} mastery score in percent that passes
 * @property {"score" | "skills"} passing what has to reach it: the score, or each skill level as well
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
  return unitsOf(course).flatMap((unit) => (unit.kind === "check" && !unit.pretest ? [unit] : []));
}

/**
 * @param {Course} course
 * @returns {Check | null} what is taken first, to skip what is mastered already
 */
export function pretestOf(course) {
  return unitsOf(course).flatMap((unit) => (unit.kind === "check" && unit.pretest ? [unit] : []))[0] ?? null;
}

/**
 * @param {Markup} node
 * @returns {string} its text without markup
 */
export function textOf(node) {
  return typeof node === "string" ? node : /** @type {Markup[]} */ (node.slice(1).filter(isMarkup)).map(textOf).join("");
}

/**
 * @param {{text: Markup[]}} answer
 * @returns {string}
 */
export function plainText({ text }) {
  return text.map(textOf).join("");
}

/**
 * @param {unknown} part
 * @returns {part is Markup} and not attributes
 */
function isMarkup(part) {
  return typeof part === "string" || Array.isArray(part);
}
