/**
 * Where a question is answered: one file per kind of control builds it. Types only.
 *
 * @typedef {import("./pages.js").QuestionPage} QuestionPage
 * @typedef {"answering" | "wrong" | "ended"} Phase `wrong` is an answer that was checked while tries are left
 *
 * @typedef {object} Sitting
 * @property {Pick<QuestionPage, "question" | "order" | "seed" | "mix">} page
 * @property {import("./words.js").Words} words
 * @property {boolean} [test] whether it is scored: then no instruction is given before it is asked for
 * @property {() => void} changed called when another answer is given
 *
 * @typedef {object} Seat
 * @property {HTMLElement[]} rows what stands below the question
 * @property {() => string} response as judge.js reads it
 * @property {(response: string, phase: Phase) => void} draw shows what was answered, and how right it is
 * @property {() => void} clear
 * @property {() => HTMLElement | undefined} first control, for the focus
 * @property {string[]} keys names of the keys that choose
 */

export {};
