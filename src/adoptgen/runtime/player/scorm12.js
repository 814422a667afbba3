import { numberIn } from "./judge.js";
import { Session, decimal, patternEntries } from "./session.js";

/**
 * SCORM 1.2 Run-Time Environment, as a door. In brackets: the element of its data model, or the type, a rule is of.
 *
 * @typedef {import("./door.js").Door} Door
 * @typedef {import("./door.js").Opening} Opening
 * @typedef {import("./door.js").Reply} Reply
 * @typedef {import("./door.js").Snapshot} Snapshot
 *
 * @typedef {object} Api
 * @property {(empty: "") => unknown} LMSInitialize
 * @property {(empty: "") => unknown} LMSFinish
 * @property {(name: string) => unknown} LMSGetValue
 * @property {(name: string, value: string) => unknown} LMSSetValue
 * @property {(empty: "") => unknown} LMSCommit
 * @property {() => unknown} LMSGetLastError
 */

export const API_12 = "API";
const SUSPEND_12 = 4096;
const LONGEST_12 = 255;
const MOST_PATTERNS = 10;
const NOT_IMPLEMENTED = "401";

/** What an LMS may leave out and still conform (data model, "mandatory: no"). */
const OPTIONAL = /^cmi\.(?:interactions|objectives|core\.score\.(?:min|max)$)/;

/** A status is only ever replaced by one further right (cmi.core.lesson_status). */
const RANKS = ["not attempted", "browsed", "incomplete", "failed", "completed", "passed"];

/**
 * @param {number} seconds
 * @returns {string} HHHH:MM:SS.SS (CMITimespan)
 */
export function timespan(seconds) {
  const hundredths = Math.min(Math.round(seconds * 100), 9999 * 360000 + 359999);
  const parts = [Math.floor(hundredths / 360000), Math.floor(hundredths / 6000) % 60];
  const [hours, minutes] = parts.map(String);
  const rest = ((hundredths % 6000) / 100).toFixed(2).padStart(5, "0");
  return `${hours?.padStart(4, "0")}:${minutes?.padStart(2, "0")}:${rest}`;
}

/**
 * What this edition calls a response (cmi.interactions.n.type, .student_response): identifiers of one character, pairs
 * joined by a point, steps by a comma; texts of 255 characters at most.
 *
 * @param {Reply["type"]} type
 * @param {import("./wire.js").Steps} steps
 * @returns {string}
 */
export function response12(type, steps) {
  if (type === "true-false" || type === "numeric") {
    const [value = ""] = steps[0] ?? [];
    return type === "numeric" ? decimal(numberIn(value), 7) : value.slice(0, 1);
  }
  if (type === "fill-in" || type === "long-fill-in") {
    return (steps[0]?.[0] ?? "").slice(0, LONGEST_12);
  }
  if (type === "performance") {
    return steps.map((step) => step.join(".")).join(",").slice(0, LONGEST_12);
  }
  return steps.map((step) => step.map((id) => id.slice(-1)).join(".")).join(",");
}

/**
 * @param {number} share
 * @param {string} [before]
 * @returns {import("./session.js").Entry[]}
 */
function score12(share, before = "") {
  return [
    [`${before}min`, "0"],
    [`${before}max`, "100"],
    [`${before}raw`, decimal(share * 100)],
  ];
}

/** The words of cmi.interactions.n.result; a decimal is the part that was right. */
const RESULTS_12 = { right: "correct", wrong: "wrong", neutral: "neutral", partial: "" };

/**
 * @param {string} status
 * @returns {number}
 */
function rank(status) {
  return RANKS.indexOf(status);
}

/**
 * @param {Api} api
 * @returns {import("./session.js").Calls}
 */
function calls12(api) {
  return {
    begin: () => api.LMSInitialize(""),
    end: () => api.LMSFinish(""),
    get: (name) => api.LMSGetValue(name),
    set: (name, value) => api.LMSSetValue(name, value),
    commit: () => api.LMSCommit(""),
    error: () => api.LMSGetLastError(),
  };
}

/** @implements {Door} */
export class Scorm12 {
  /**
   * @param {Api} api
   * @param {() => number} clock seconds since some moment
   */
  constructor(api, clock) {
    this.lms = new Session(calls12(api), (name, code) => code === NOT_IMPLEMENTED && OPTIONAL.test(name));
    this.clock = clock;
    this.started = clock();
    this.readOnly = false;
    this.status = "";
    this.raw = 0;
    /** @type {Map<string, boolean>} */
    this.kept = new Map();
  }

  /** @returns {string} */
  trouble() {
    return this.lms.told;
  }

  /** @returns {Opening} */
  open() {
    const { lms } = this;
    const begun = lms.begin();
    const mode = lms.get("cmi.core.lesson_mode");
    this.readOnly = mode === "review" || mode === "browse";
    this.status = lms.get("cmi.core.lesson_status");
    this.raw = Number(lms.get("cmi.core.score.raw"));
    const suspend = lms.get("cmi.suspend_data");
    const unread = lms.failed && this.status !== "not attempted";
    return {
      mode: !begun || unread ? "lost" : this.readOnly ? "review" : "recording",
      learner: lms.get("cmi.core.student_name"),
      learnerId: lms.get("cmi.core.student_id"),
      suspend,
      place: lms.get("cmi.core.lesson_location"),
      mastery: this.masteryScore(),
    };
  }

  /** @returns {number | null} */
  masteryScore() {
    const text = this.lms.get("cmi.student_data.mastery_score");
    const value = Number(text);
    return text !== "" && value >= 0 && value <= 100 ? value : null;
  }

  /**
   * An interaction is a journal: every checked answer is an entry of its own, the id first (cmi.interactions.n.id).
   *
   * @param {Reply} reply
   * @returns {boolean}
   */
  reply(reply) {
    const { active } = this.lms;
    if (this.readOnly || (active && !this.keeps("cmi.interactions"))) {
      return true;
    }
    return this.lms.addInteraction([
      ["id", reply.id],
      ["objectives.0.id", reply.skill],
      ["time", reply.at],
      ["type", reply.type === "long-fill-in" ? "fill-in" : reply.type],
      ...patternEntries(reply.right.slice(0, MOST_PATTERNS).map((steps) => response12(reply.type, steps))),
      ["weighting", decimal(reply.weight)],
      ["student_response", response12(reply.type, reply.given)],
      ["result", RESULTS_12[reply.result] || decimal(reply.credit)],
      ["latency", timespan(reply.seconds)],
    ]);
  }

  /**
   * @param {Snapshot} snapshot
   * @returns {boolean}
   */
  save(snapshot) {
    if (this.readOnly) {
      return true;
    }
    const { lms } = this;
    const ended = snapshot.result !== null;
    return (
      snapshot.suspend.length <= SUSPEND_12 &&
      lms.put("cmi.suspend_data", snapshot.suspend) &&
      lms.put("cmi.core.lesson_location", snapshot.place) &&
      this.saveSkills(snapshot) &&
      this.saveResult(snapshot.result) &&
      lms.put("cmi.core.exit", ended ? "" : "suspend") &&
      lms.put("cmi.core.session_time", timespan(this.clock() - this.started)) &&
      lms.commit()
    );
  }

  /**
   * The score first, then the status: an LMS may look at both when the status arrives.
   *
   * @param {Snapshot["result"]} result
   * @returns {boolean}
   */
  saveResult(result) {
    const status =
      result === null ? "incomplete" : result.share === null ? "completed" : result.passed ? "passed" : "failed";
    const lower = status === this.status && (result?.share ?? 1) * 100 < this.raw;
    if (lower || rank(status) < rank(this.status)) {
      return true;
    }
    const scored = typeof result?.share !== "number" || this.lms.putAll("cmi.core.score", score12(result.share));
    const taken = scored && (status === this.status || this.lms.set("cmi.core.lesson_status", status));
    this.status = taken ? status : this.status;
    return taken;
  }

  /**
   * @param {Snapshot} snapshot
   * @returns {boolean}
   */
  saveSkills({ skills }) {
    if (!skills.length || !this.keeps("cmi.objectives")) {
      return true;
    }
    return skills.every(({ id, share, reached }) =>
      this.lms.putObjective(id, [
        ...score12(share, "score."),
        ["status", reached ? "passed" : "failed"],
      ]),
    );
  }

  /** @returns {boolean} */
  finish() {
    return this.lms.end();
  }

  /**
   * @param {string} list
   * @returns {boolean} whether the LMS has these optional elements at all (_children)
   */
  keeps(list) {
    const known = this.kept.get(list);
    if (known === undefined) {
      const found = this.lms.get(`${list}._children`) !== "";
      // An LMS that fails to answer may well have them: what is set then fails too, and is tried again.
      return this.lms.failed || (this.kept.set(list, found), found);
    }
    return known;
  }
}
