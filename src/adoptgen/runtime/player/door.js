/**
 * What a player asks of whatever records its results; one file per standard implements it.
 *
 * @typedef {object} Opening
 * @property {"recording" | "review" | "lost" | "nowhere" | "elsewhere"} mode `review` looks only, `lost` is a session
 *   that failed to start, `nowhere` is a course opened outside an LMS, `elsewhere` one that another window records
 * @property {string} learner name, to be shown as text only
 * @property {string} learnerId
 * @property {string} suspend what was saved last, or nothing
 * @property {string} place id of the page left last, or nothing
 * @property {number | null} mastery score in percent that passes, if the LMS names one
 *
 * @typedef {object} Reply one answer that was checked
 * @property {string} id of the question
 * @property {string} uuid of this answer: sent twice it is still one
 * @property {string} title the question as plain text
 * @property {import("./wire.js").Type} type
 * @property {import("./wire.js").Steps} given
 * @property {import("./wire.js").Steps[]} right
 * @property {import("./wire.js").Wired["lists"]} lists
 * @property {string} skill `skill@level`
 * @property {"right" | "partial" | "wrong" | "neutral"} result
 * @property {number} credit from 0 to 1
 * @property {number} weight
 * @property {number} seconds taken
 * @property {string} at local time of day, HH:MM:SS
 * @property {string} moment ISO 8601, in UTC
 *
 * @typedef {{id: string, share: number, reached: boolean}} SkillScore
 *
 * @typedef {object} Snapshot
 * @property {string} suspend
 * @property {string} place
 * @property {SkillScore[]} skills
 * @property {import("./scoring.js").Result | null} result null while the course is not finished
 *
 * @typedef {boolean | Promise<boolean>} Stored now or later known
 *
 * @typedef {object} Door
 * @property {() => Opening} open begins the session; called once
 * @property {(reply: Reply) => boolean} reply whether it was taken
 * @property {boolean} [once] whether a reply handed over twice is still one
 * @property {(snapshot: Snapshot) => Stored} save whether everything is stored
 * @property {(leaving: boolean) => Stored} finish ends the session, once; whether all is stored; `leaving` is a page
 *   that goes away and waits for nothing
 * @property {() => string} trouble what went wrong last, for an administrator
 * @property {boolean} [idle] whether it records nothing, whatever comes
 * @property {boolean} [again] whether a session may follow another in the same window, after a reload
 * @property {string} [session] its name, where the LMS gives up a session as soon as the next is launched (cmi5 9.3.6)
 * @property {() => string} [home] where to go when the learner closes the course
 * @property {(who: string) => {name: string, text: string}} [file] what was recorded, as a file to hand over
 */

/** @type {Opening} */
const NOTHING = { mode: "nowhere", learner: "", learnerId: "", suspend: "", place: "", mastery: null };

/** @returns {Door} the door of a course that nobody records */
export function nowhere() {
  return { idle: true, open: () => NOTHING, reply: () => true, save: () => true, finish: () => true, trouble: () => "" };
}

/** @returns {Door} the door of a session that could not be begun */
export function lost() {
  return { ...nowhere(), open: () => ({ ...NOTHING, mode: "lost" }) };
}
