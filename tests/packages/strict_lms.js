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
const WHOLE = (least, most) => (text) => /^-?\d+$/.test(text) && Number(text) >= least && Number(text) <= most;

/** CMIFeedback, by the type of the interaction: what a learner may have answered, and what is right (RTE 3.4.7). */
const CHOICES = /^(?:[a-z0-9](?:,[a-z0-9])*|\{[a-z0-9](?:,[a-z0-9])*\})$/;
const PAIRS = /^(?:[a-z0-9]\.[a-z0-9](?:,[a-z0-9]\.[a-z0-9])*|\{[a-z0-9]\.[a-z0-9](?:,[a-z0-9]\.[a-z0-9])*\})$/;
const TYPES_12 = {
  "true-false": MATCH(/^[tf01]$/),
  choice: (text) => CHOICES.test(text) && new Set(text.match(/\w/g)).size === text.match(/\w/g).length,
  "fill-in": STRING(255),
  numeric: MATCH(/^-?\d+(\.\d+)?$/),
  likert: MATCH(/^[a-z0-9]?$/),
  matching: MATCH(PAIRS),
  performance: STRING(255),
  sequencing: MATCH(/^[a-z0-9](?:,[a-z0-9])*$/),
};
const FEEDBACK = (text, type) => text.length <= 255 && (TYPES_12[type] ?? STRING(255))(text);
const CHILDREN_12 = {
  core: "student_id,student_name,lesson_location,credit,lesson_status,entry,score,total_time,lesson_mode,exit,session_time",
  score: "raw,min,max",
  objectives: "id,score,status",
  interactions: "id,objectives,time,type,correct_responses,weighting,student_response,result,latency",
  student_data: "mastery_score,max_time_allowed,time_limit_action",
  student_preference: "audio,language,speed,text",
};

const ELEMENTS = [
  ["r", /^cmi\._version$/],
  [
    "r",
    /^cmi\.(core|core\.score|objectives|objectives\.\d+\.score|interactions|student_data|student_preference)\._children$/,
  ],
  ["r", /^cmi\.(objectives|interactions|interactions\.\d+\.(objectives|correct_responses))\._count$/],
  ["r", /^cmi\.core\.(student_id|student_name|credit|entry|total_time|lesson_mode)$/],
  ["r", /^cmi\.(launch_data|comments_from_lms)$/],
  ["r", /^cmi\.student_data\.(mastery_score|max_time_allowed|time_limit_action)$/],
  ["rw", /^cmi\.core\.lesson_location$/, STRING(255)],
  ["rw", /^cmi\.core\.lesson_status$/, WORD("passed", "completed", "failed", "incomplete", "browsed")],
  ["rw", /^cmi\.core\.score\.(raw|min|max)$/, PERCENT],
  ["rw", /^cmi\.suspend_data$/, STRING(4096)],
  ["rw", /^cmi\.comments$/, STRING(4096)],
  ["rw", /^cmi\.student_preference\.audio$/, WHOLE(-1, 100)],
  ["rw", /^cmi\.student_preference\.language$/, STRING(255)],
  ["rw", /^cmi\.student_preference\.speed$/, WHOLE(-100, 100)],
  ["rw", /^cmi\.student_preference\.text$/, WHOLE(-1, 1)],
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
    WORD(...Object.keys(TYPES_12)),
  ],
  ["w", /^cmi\.interactions\.\d+\.correct_responses\.\d+\.pattern$/, FEEDBACK],
  ["w", /^cmi\.interactions\.\d+\.weighting$/, MATCH(/^-?\d+(\.\d+)?$/)],
  ["w", /^cmi\.interactions\.\d+\.student_response$/, FEEDBACK],
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
    this.half = new Set();
  }

  answer(error, value) {
    this.error = error;
    return error === "0" ? value : value === undefined || value === "" ? "" : "false";
  }

  LMSInitialize(empty) {
    if (empty !== "") return this.answer("201", "false");
    if (this.phase !== "new") return this.answer("101", "false");
    this.phase = "running";
    return this.answer("0", "true");
  }

  LMSFinish(empty) {
    if (empty !== "") return this.answer("201", "false");
    if (this.phase !== "running") return this.answer("301", "false");
    this.phase = "finished";
    this.manners();
    this.stored = { ...this.values };
    return this.answer("0", "true");
  }

  manners() {
    if (this.values["cmi.core.lesson_mode"] !== "normal") return;
    const status = this.values["cmi.core.lesson_status"];
    const exit = this.values["cmi.core.exit"];
    const wanted = FINAL.includes(status) ? "" : "suspend";
    if (status === "not attempted") this.complaints.push("finished while not attempted");
    if (exit === undefined || (exit !== wanted && status !== "failed"))
      this.complaints.push(`exit ${exit} after ${status}`);
    if (!this.values["cmi.core.session_time"]) this.complaints.push("no session time");
    for (const entry of this.half) {
      const whole = ["type", "student_response", "result", "time"].every((part) => `${entry}.${part}` in this.values);
      if (!whole) this.complaints.push(`${entry} is half an entry`);
    }
  }

  LMSCommit(empty) {
    if (empty !== "") return this.answer("201", "false");
    if (this.phase !== "running") return this.answer("301", "false");
    if (this.failing) return this.answer("101", "false");
    this.stored = { ...this.values };
    return this.answer("0", "true");
  }

  LMSGetValue(name) {
    if (this.phase !== "running") return this.answer("301", "");
    const element = ELEMENTS.find(([, pattern]) => pattern.test(name));
    if (this.lacks(name)) return this.answer("401", "");
    if (!element) return this.answer(/\._children$/.test(name) ? "202" : /\._count$/.test(name) ? "203" : "401", "");
    if (element[0] === "w") return this.answer("404", "");
    if (this.entries(name).some(([list, place]) => place >= this.count(list))) return this.answer("201", "");
    const list = /^(.+)\._(count|children)$/.exec(name);
    if (list?.[2] === "count") return this.answer("0", String(this.count(list[1])));
    return this.answer("0", list ? CHILDREN_12[list[1].split(".").at(-1)] : (this.values[name] ?? ""));
  }

  LMSSetValue(name, value) {
    if (this.phase !== "running") return this.answer("301", "false");
    if (this.failing) return this.answer("101", "false");
    const element = ELEMENTS.find(([, pattern]) => pattern.test(name));
    if (/\._(children|count|version)$/.test(name)) return this.answer("402", "false");
    if (!element || this.lacks(name)) return this.answer("401", "false");
    if (element[0] === "r") return this.answer("403", "false");
    const type = this.values[name.replace(/^(cmi\.interactions\.\d+)\..*$/, "$1.type")];
    if (typeof value !== "string" || !element[2](value, type)) return this.answer("405", "false");
    if (!this.inOrder(name)) return this.answer("201", "false");
    this.watch(name, value);
    this.values[name] = value;
    return this.answer("0", "true");
  }

  lacks(name) {
    return this.poor && /^cmi\.(objectives|interactions|student_data|core\.score\.m)/.test(name);
  }

  /** Every list an element's name goes through: its name, the place in it, the rest. */
  entries(name) {
    return [...name.matchAll(/\.(\d+)\./g)].map((found) => [
      name.slice(0, found.index),
      Number(found[1]),
      name.slice(found.index + found[0].length),
    ]);
  }

  /** No gaps, and the id before anything else of an entry. */
  inOrder(name) {
    return this.entries(name).every(([list, place, rest]) => {
      const count = this.count(list);
      return place < count || (place === count && (rest === "id" || rest === "pattern"));
    });
  }

  count(list) {
    const first = list.endsWith("correct_responses") ? "pattern" : "id";
    let place = 0;
    while (this.values[`${list}.${place}.${first}`] !== undefined) place += 1;
    return place;
  }

  /** What is allowed, and bad. */
  watch(name, value) {
    const old = this.values[name];
    const [, entry, part] = /^(cmi\.interactions\.\d+)\.(student_response|correct_responses|id)/.exec(name) ?? [];
    if (entry) this.half.add(entry);
    if (entry && part !== "id" && this.values[`${entry}.type`] === undefined)
      this.complaints.push(`${name} before its type`);
    if (/^cmi\.objectives\.\d+\.id$/.test(name)) this.watchObjective(name, value, old);
    if (name === "cmi.core.score.raw" && Number(value) < Number(old ?? 0))
      this.complaints.push(`score from ${old} to ${value}`);
    if (name !== "cmi.core.lesson_status") return;
    if (FINAL.includes(old) && !FINAL.includes(value)) this.complaints.push(`status from ${old} to ${value}`);
    if (old === "passed" && value !== "passed") this.complaints.push(`status from passed to ${value}`);
    const scored = ["raw", "min", "max"].every((part) => this.values[`cmi.core.score.${part}`] !== undefined);
    if ((value === "passed" || value === "failed") && !scored && !this.poor) this.complaints.push("status before score");
    const [needed, raw] = [this.values["cmi.student_data.mastery_score"], this.values["cmi.core.score.raw"]];
    if (needed && raw && (value === "passed") !== Number(raw) >= Number(needed) && value !== "completed")
      this.complaints.push(`${value} with ${raw} of ${needed}`);
  }

  watchObjective(name, value, old) {
    const others = Object.entries(this.values).filter(([key]) => key !== name && /^cmi\.objectives\.\d+\.id$/.test(key));
    if (others.some(([, id]) => id === value)) this.complaints.push(`objective ${value} twice`);
    if (old !== undefined && old !== value) this.complaints.push(`objective ${old} becomes ${value}`);
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
