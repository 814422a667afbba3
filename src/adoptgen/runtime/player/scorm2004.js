import { isoDuration } from "./duration.js";
import { Session, decimal, patternEntries } from "./session.js";
import { pattern, response } from "./wire.js";

/**
 * SCORM 2004 Run-Time Environment, 3rd and 4th edition, as a door. In brackets: the element of its data model (RTE 4.2).
 *
 * @typedef {import("./door.js").Door} Door
 * @typedef {import("./door.js").Opening} Opening
 * @typedef {import("./door.js").Reply} Reply
 * @typedef {import("./door.js").Snapshot} Snapshot
 *
 * @typedef {object} Api2004
 * @property {(empty: "") => unknown} Initialize
 * @property {(empty: "") => unknown} Terminate
 * @property {(name: string) => unknown} GetValue
 * @property {(name: string, value: string) => unknown} SetValue
 * @property {(empty: "") => unknown} Commit
 * @property {() => unknown} GetLastError
 */

export const API_2004 = "API_1484_11";
const SUSPEND_2004 = 64000;
const LONGEST_DESCRIPTION = 250;
const MOST_PATTERNS_2004 = 5;
const MOST_SIGNS = 4000;
/** Characters an LMS keeps of what was typed (RTE 4.2.9.1). @type {Record<string, number>} */
const LONGEST_TYPED = { "fill-in": 250 };

/** A word is only ever replaced by one further right (cmi.completion_status, cmi.success_status). */
const COMPLETION = ["", "unknown", "not attempted", "incomplete", "completed"];
const SUCCESS = ["", "unknown", "failed", "passed"];

/**
 * @param {Api2004} api
 * @returns {import("./session.js").Calls}
 */
function calls2004(api) {
  return {
    begin: () => api.Initialize(""),
    end: () => api.Terminate(""),
    get: (name) => api.GetValue(name),
    set: (name, value) => api.SetValue(name, value),
    commit: () => api.Commit(""),
    error: () => api.GetLastError(),
  };
}

/**
 * @param {number} share
 * @param {string} [before]
 * @returns {import("./session.js").Entry[]}
 */
function score2004(share, before = "") {
  return [
    [`${before}min`, "0"],
    [`${before}max`, "100"],
    [`${before}raw`, decimal(share * 100)],
    [`${before}scaled`, decimal(share, 4)],
  ];
}

/** The words of cmi.interactions.n.result; a real number is the part that was right (RTE 4.2.9.2). */
const RESULTS_2004 = { right: "correct", wrong: "incorrect", neutral: "neutral", partial: "" };

/** @implements {Door} */
export class Scorm2004 {
  /**
   * @param {Api2004} api
   * @param {() => number} clock seconds since some moment
   */
  constructor(api, clock) {
    this.lms = new Session(calls2004(api), () => false);
    this.clock = clock;
    this.started = clock();
    this.readOnly = false;
    this.completion = "";
    this.success = "";
    this.scaled = -1;
  }

  /** @returns {string} */
  trouble() {
    return this.lms.told;
  }

  /** @returns {Opening} */
  open() {
    const { lms } = this;
    const begun = lms.begin();
    const mode = lms.get("cmi.mode");
    const needed = lms.get("cmi.scaled_passing_score");
    this.readOnly = mode === "review" || mode === "browse";
    this.completion = lms.get("cmi.completion_status");
    this.success = lms.get("cmi.success_status");
    this.scaled = Number(lms.get("cmi.score.scaled") || -1);
    const suspend = lms.get("cmi.suspend_data");
    const unread = lms.failed && COMPLETION.indexOf(this.completion) > COMPLETION.indexOf("not attempted");
    return {
      mode: !begun || unread ? "lost" : this.readOnly ? "review" : "recording",
      learner: lms.get("cmi.learner_name"),
      learnerId: lms.get("cmi.learner_id"),
      suspend,
      place: lms.get("cmi.location"),
      mastery: needed !== "" && Number(needed) >= 0 && Number(needed) <= 1 ? Number(needed) * 100 : null,
    };
  }

  /**
   * Every checked answer is an entry of its own: id and type first, what depends on the type after them.
   *
   * @param {Reply} reply
   * @returns {boolean}
   */
  reply(reply) {
    if (this.readOnly) {
      return true;
    }
    return this.lms.addInteraction([
      ["id", reply.id],
      ["type", reply.type],
      ["objectives.0.id", reply.skill],
      ["timestamp", reply.moment.replace(/(\.\d\d)\d/, "$1")],
      ...patternEntries(reply.right.slice(0, MOST_PATTERNS_2004).map((steps) => pattern(reply.type, steps))),
      ["weighting", decimal(reply.weight)],
      ["learner_response", response(reply.type, reply.given).slice(0, LONGEST_TYPED[reply.type] ?? MOST_SIGNS)],
      ["result", RESULTS_2004[reply.result] || decimal(reply.credit)],
      ["latency", isoDuration(reply.seconds)],
      ["description", reply.title.slice(0, LONGEST_DESCRIPTION)],
    ]);
  }

  /**
   * A failed course is left suspended too: in a new attempt nothing would be left of what can be taken again.
   *
   * @param {Snapshot} snapshot
   * @returns {boolean}
   */
  save(snapshot) {
    if (this.readOnly) {
      return true;
    }
    const { lms } = this;
    const ended = this.completion === "completed" && this.success !== "failed";
    const { result } = snapshot;
    const ends = ended || Boolean(result?.passed);
    return (
      snapshot.suspend.length <= SUSPEND_2004 &&
      lms.put("cmi.suspend_data", snapshot.suspend) &&
      lms.put("cmi.location", snapshot.place) &&
      this.saveSkills(snapshot) &&
      this.saveResult(result) &&
      lms.put("cmi.exit", ends ? "normal" : "suspend") &&
      lms.put("cmi.session_time", isoDuration(this.clock() - this.started)) &&
      lms.commit()
    );
  }

  /**
   * The score first, then success, then completion; each of them never falls.
   *
   * @param {Snapshot["result"]} result
   * @returns {boolean}
   */
  saveResult(result) {
    const share = result?.share ?? null;
    const success = share === null ? "" : result?.passed ? "passed" : "failed";
    const better = SUCCESS.indexOf(success) - SUCCESS.indexOf(this.success);
    if (share !== null && (better > 0 || (better === 0 && share >= this.scaled))) {
      if (!this.lms.putAll("cmi.score", score2004(share)) || !this.lms.put("cmi.success_status", success)) {
        return false;
      }
      this.success = success;
      this.scaled = share;
    }
    return this.saveCompletion(result ? "completed" : "incomplete");
  }

  /**
   * @param {string} completion
   * @returns {boolean}
   */
  saveCompletion(completion) {
    if (COMPLETION.indexOf(completion) <= COMPLETION.indexOf(this.completion)) {
      return true;
    }
    const taken = this.lms.set("cmi.completion_status", completion);
    this.completion = taken ? completion : this.completion;
    return taken;
  }

  /**
   * @param {Snapshot} snapshot
   * @returns {boolean}
   */
  saveSkills({ skills }) {
    return skills.every(({ id, share, reached }) =>
      this.lms.putObjective(id, [
        ...score2004(share, "score."),
        ["success_status", reached ? "passed" : "failed"],
        ["completion_status", "completed"],
      ]),
    );
  }

  /** @returns {boolean} */
  finish() {
    return this.lms.end();
  }
}
