import { orderOf } from "./asking.js";
import { checksOf, unitsOf } from "./course.js";
import { questionsOf, takeSeed } from "./draw.js";
import { shuffled } from "./random.js";

/**
 * The pages a learner goes through, in the order of their seed.
 *
 * @typedef {import("./course.js").Course} Course
 * @typedef {import("./course.js").Unit} Unit
 * @typedef {import("./course.js").Lesson} Lesson
 * @typedef {import("./course.js").Task} Task
 * @typedef {import("./course.js").Check} Check
 * @typedef {import("./course.js").Question} Question
 * @typedef {import("./state.js").State} State
 *
 * @typedef {{kind: "lesson", id: string, key: string, unit: Lesson}} LessonPage
 * @typedef {{kind: "task", id: string, key: string, unit: Task}} TaskPage
 * @typedef {{kind: "intro", id: string, key: string, unit: Check}} IntroPage
 * @typedef {object} QuestionPage
 * @property {"question"} kind
 * @property {string} id
 * @property {string} key
 * @property {Lesson | Check} unit
 * @property {Question} question
 * @property {number} number
 * @property {number} of
 * @property {number[]} order places of the answers as shown
 * @property {string} seed for what else is mixed in it
 * @property {boolean} mix whether anything is
 *
 * @typedef {object} ResultPage
 * @property {"result"} kind
 * @property {string} id
 * @property {string} key
 * @property {Check | null} unit null for the course's own result, its last page
 *
 * @typedef {LessonPage | TaskPage | IntroPage | QuestionPage | ResultPage} Page
 */

export const LAST_PAGE = "result";

/**
 * @param {Course} course
 * @param {State} state
 * @returns {Page[]}
 */
export function pagesOf(course, state) {
  const units = unitsOf(course);
  const checks = checksOf(course);
  const pages = units.flatMap((unit) => unitPages(unit, state));
  /** @type {Set<Unit | null>} */
  const own = new Set(units.filter((unit) => unit !== units.at(-1) || checks.length > 1));
  return [
    ...pages.filter((page) => page.kind !== "result" || own.has(page.unit)),
    { kind: "result", id: LAST_PAGE, key: "=", unit: null },
  ];
}

/**
 * @param {Unit} unit
 * @param {State} state
 * @returns {Page[]}
 */
function unitPages(unit, state) {
  if (unit.kind === "task") {
    return [{ kind: "task", id: unit.id, key: unit.key, unit }];
  }
  if (unit.kind === "lesson") {
    return [
      { kind: "lesson", id: unit.id, key: unit.key, unit },
      ...questionPages(unit, unit.questions, `${state.seed}`, true),
    ];
  }
  const seed = takeSeed(unit, state);
  const asked = questionsOf(unit, state);
  const questions = unit.shuffle ? shuffled(asked, (question) => question.key, seed) : asked;
  return [
    { kind: "intro", id: unit.id, key: unit.key, unit },
    ...questionPages(unit, questions, seed, unit.shuffle),
    { kind: "result", id: `${LAST_PAGE}/${unit.id}`, key: `=${unit.key}`, unit },
  ];
}

/**
 * @param {Lesson | Check} unit
 * @param {readonly Question[]} questions
 * @param {string} seed
 * @param {boolean} mix whether the answers change places too
 * @returns {QuestionPage[]}
 */
function questionPages(unit, questions, seed, mix) {
  return questions.map((question, place) => {
    const own = `${seed}.${question.key}`;
    return {
      kind: "question",
      id: `question/${question.id}`,
      key: question.key,
      unit,
      question,
      number: place + 1,
      of: questions.length,
      order: orderOf(question, own, mix),
      seed: own,
      mix,
    };
  });
}
