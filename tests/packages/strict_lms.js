/*
 * An LMS that takes SCORM 1.2 at its word, written from the data model tables of its Run-Time Environment.
 * It refuses what the standard refuses, also where common LMSs are lenient, and complains about bad manners.
 */
const STRING = (most) => (text) => text.length <= most;
const MATCH = (pattern) => (text) => pattern.test(text);
const WORD =
  (...words) =>
  (text) =>
    words.includes(text);
const IDENTIFIER = MATCH(/^[\x21-\x7e]{1,255}$/);
const TIMESPAN = MATCH(/^\d{2,4}:[0-5]\d:[0-5]\d(\.\d{1,2})?$/);
const PERCENT = (text) => text === "" || (/^\d+(\.\d+)?$/.test(text) && Number(text) <= 100);
const FINAL = ["passed", "failed", "completed"];

const ELEMENTS = [
  ["r", /^cmi\.(core|core\.score|objectives|objectives\.\d+\.score|interactions|student_data)\._children$/],
  ["r", /^cmi\.(objectives|interactions)\._count$/],
  ["r", /^cmi\.core\.(student_id|student_name|credit|entry|total_time|lesson_mode)$/],
  ["r", /^cmi\.(launch_data|comments_from_lms)$/],
  ["r", /^cmi\.student_data\.(mastery_score|max_time_allowed|time_limit_action)$/],
  ["rw", /^cmi\.core\.lesson_location$/, STRING(255)],
  ["rw", /^cmi\.core\.lesson_status$/, WORD("passed", "completed", "failed", "incomplete", "browsed")],
  ["rw", /^cmi\.core\.score\.(raw|min|max)$/, PERCENT],
  ["rw", /^cmi\.suspend_data$/, STRING(4096)],
  ["w", /^cmi\.core\.exit$/, WORD("", "suspend", "logout", "time-out")],
  ["w", /^cmi\.core\.session_time$/, TIMESPAN],
  ["rw", /^cmi\.objectives\.\d+\.id$/, IDENTIFIER],
  ["rw", /^cmi\.objectives\.\d+\.score\.(raw|min|max)$/, PERCENT],
  [
    "rw",
    /^cmi\.objectives\.\d+\.status$/,
    WORD("passed", "completed", "failed", "incomplete", "browsed", "not attempted"),
  ],
  ["w", /^cmi\.interactions\.\d+\.id$/, IDENTIFIER],
  ["w", /^cmi\.interactions\.\d+\.objectives\.\d+\.id$/, IDENTIFIER],
  ["w", /^cmi\.interactions\.\d+\.time$/, MATCH(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2})?$/)],
  [
    "w",
    /^cmi\.interactions\.\d+\.type$/,
    WORD("true-false", "choice", "fill-in", "matching", "performance", "sequencing", "likert", "numeric"),
  ],
  ["w", /^cmi\.interactions\.\d+\.correct_responses\.\d+\.pattern$/, MATCH(/^[a-z0-9](,[a-z0-9])*$/)],
  ["w", /^cmi\.interactions\.\d+\.weighting$/, MATCH(/^-?\d+(\.\d+)?$/)],
  ["w", /^cmi\.interactions\.\d+\.student_response$/, MATCH(/^[a-z0-9](,[a-z0-9])*$/)],
  ["w", /^cmi\.interactions\.\d+\.result$/, MATCH(/^(correct|wrong|unanticipated|neutral|\d+(\.\d+)?)$/)],
  ["w", /^cmi\.interactions\.\d+\.latency$/, TIMESPAN],
];

class StrictScorm12 {
  /** `kept`: what an earlier session left; `failing`: pretend that the server does not answer. */
  constructor(kept = {}, set = {}) {
    this.values = {
      "cmi.core.student_id": "0042",
      "cmi.core.student_name": "Schmidt, Anna",
      "cmi.core.credit": "credit",
      "cmi.core.lesson_mode": "normal",
      "cmi.core.lesson_status": "not attempted",
      "cmi.core.entry": kept["cmi.core.exit"] === "suspend" ? "resume" : Object.keys(kept).length ? "" : "ab-initio",
      "cmi.core.total_time": "0000:00:00",
      "cmi.student_data.mastery_score": "",
      ...kept,
      ...set,
    };
    delete this.values["cmi.core.exit"];
    delete this.values["cmi.core.session_time"];
    this.phase = "new";
    /** An LMS that leaves out everything the standard lets it leave out. */
    this.poor = false;
    this.failing = false;
    this.error = "0";
    this.complaints = [];
    this.stored = null;
  }

  answer(error, value) {
    this.error = error;
    return error === "0" ? value : value === undefined || value === "" ? "" : "false";
  }

  LMSInitialize(empty) {
    if (this.phase !== "new" || empty !== "") return this.answer("101", "false");
    this.phase = "running";
    return this.answer("0", "true");
  }

  LMSFinish(empty) {
    if (this.phase !== "running" || empty !== "") return this.answer("301", "false");
    this.phase = "finished";
    this.manners();
    this.stored = { ...this.values };
    return this.answer("0", "true");
  }

  manners() {
    const status = this.values["cmi.core.lesson_status"];
    const exit = this.values["cmi.core.exit"];
    const wanted = FINAL.includes(status) ? "" : "suspend";
    if (status === "not attempted") this.complaints.push("finished while not attempted");
    if (exit === undefined || (exit !== wanted && status !== "failed"))
      this.complaints.push(`exit ${exit} after ${status}`);
    if (!this.values["cmi.core.session_time"]) this.complaints.push("no session time");
  }

  LMSCommit(empty) {
    if (this.phase !== "running" || empty !== "") return this.answer("301", "false");
    if (this.failing) return this.answer("101", "false");
    this.stored = { ...this.values };
    return this.answer("0", "true");
  }

  LMSGetValue(name) {
    if (this.phase !== "running") return this.answer("301", "");
    const element = ELEMENTS.find(([, pattern]) => pattern.test(name));
    if (!element || this.lacks(name)) return this.answer("401", "");
    if (element[0] === "w") return this.answer("404", "");
    const place = /^cmi\.(objectives)\.(\d+)\./.exec(name);
    if (place && Number(place[2]) >= this.count(place[1])) return this.answer("201", "");
    if (name.endsWith("._children")) return this.answer("0", "id,status");
    const list = /^cmi\.(objectives|interactions)\._count$/.exec(name);
    return this.answer("0", list ? String(this.count(list[1])) : (this.values[name] ?? ""));
  }

  LMSSetValue(name, value) {
    if (this.phase !== "running") return this.answer("301", "false");
    if (this.failing) return this.answer("101", "false");
    const element = ELEMENTS.find(([, pattern]) => pattern.test(name));
    if (!element || this.lacks(name)) return this.answer("401", "false");
    if (element[0] === "r") return this.answer(/_children$|_count$/.test(name) ? "402" : "403", "false");
    if (typeof value !== "string" || !element[2](value)) return this.answer("405", "false");
    if (!this.inOrder(name)) return this.answer("201", "false");
    this.watch(name, value);
    this.values[name] = value;
    return this.answer("0", "true");
  }

  lacks(name) {
    return this.poor && /^cmi\.(objectives|interactions|student_data|core\.score\.m)/.test(name);
  }

  /** No gaps, and the id before anything else of an entry. */
  inOrder(name) {
    const place = /^cmi\.(objectives|interactions)\.(\d+)\.(.+)$/.exec(name);
    return (
      !place ||
      Number(place[2]) < this.count(place[1]) ||
      (Number(place[2]) === this.count(place[1]) && place[3] === "id")
    );
  }

  count(list) {
    let place = 0;
    while (this.values[`cmi.${list}.${place}.id`] !== undefined) place += 1;
    return place;
  }

  watch(name, value) {
    const old = this.values["cmi.core.lesson_status"];
    if (name !== "cmi.core.lesson_status") return;
    if (FINAL.includes(old) && !FINAL.includes(value)) this.complaints.push(`status from ${old} to ${value}`);
    if (old === "passed" && value !== "passed") this.complaints.push(`status from passed to ${value}`);
    const scored = ["raw", "min", "max"].every((part) => this.values[`cmi.core.score.${part}`] !== undefined);
    if ((value === "passed" || value === "failed") && !scored) this.complaints.push("status before score");
  }

  LMSGetLastError() {
    return this.error;
  }

  LMSGetErrorString(code) {
    return code;
  }

  LMSGetDiagnostic(code) {
    return code;
  }

  dump() {
    return this.stored;
  }
}
