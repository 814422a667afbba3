/*
 * An LMS that takes SCORM 2004 4th edition at its word, written from the tables of its Run-Time Environment (RTE 3.1 and
 * 4.2). It refuses what the standard refuses, and complains about what is allowed and bad.
 */
const ENTRY_LISTS = "comments_from_learner|objectives|interactions";
const COMPLETION_WORDS = words2004("completed", "incomplete", "not attempted", "unknown");
const SUCCESS_WORDS = words2004("passed", "failed", "unknown");
const TYPES_2004 = Object.keys(RESPONSES_2004);

/** How an element may be used, its name, and what it may hold. */
const ELEMENTS_2004 = [
  ["r", /^cmi\._version$/],
  ["r", /^cmi\.(comments_from_learner|comments_from_lms|interactions|learner_preference|objectives|score)\._children$/],
  ["r", /^cmi\.objectives\.\d+\.score\._children$/],
  ["r", /^cmi\.(comments_from_learner|comments_from_lms|interactions|objectives)\._count$/],
  ["r", /^cmi\.interactions\.\d+\.(objectives|correct_responses)\._count$/],
  ["r", /^cmi\.comments_from_lms\.\d+\.(comment|location|timestamp)$/],
  ["r", /^cmi\.(completion_threshold|credit|entry|launch_data|learner_id|learner_name|max_time_allowed|mode)$/],
  ["r", /^cmi\.(scaled_passing_score|time_limit_action|total_time)$/],
  ["r", /^adl\.nav\.request_valid\.(continue|previous)$/],
  ["rw", /^cmi\.comments_from_learner\.\d+\.comment$/, localized(4000)],
  ["rw", /^cmi\.comments_from_learner\.\d+\.location$/, longest(250)],
  ["rw", /^cmi\.comments_from_learner\.\d+\.timestamp$/, moment],
  ["rw", /^cmi\.(objectives\.\d+\.)?completion_status$/, COMPLETION_WORDS],
  ["rw", /^cmi\.(objectives\.\d+\.)?success_status$/, SUCCESS_WORDS],
  ["rw", /^cmi\.(objectives\.\d+\.)?progress_measure$/, between(0, 1)],
  ["rw", /^cmi\.(objectives\.\d+\.)?score\.scaled$/, between(-1, 1)],
  ["rw", /^cmi\.(objectives\.\d+\.)?score\.(raw|min|max)$/, real],
  ["w", /^cmi\.exit$/, words2004("time-out", "suspend", "logout", "normal", "")],
  ["w", /^cmi\.session_time$/, interval],
  ["rw", /^cmi\.location$/, longest(1000)],
  ["rw", /^cmi\.suspend_data$/, longest(64000)],
  ["rw", /^cmi\.learner_preference\.(audio_level|delivery_speed)$/, between(0, Infinity)],
  ["rw", /^cmi\.learner_preference\.audio_captioning$/, words2004("-1", "0", "1")],
  ["rw", /^cmi\.learner_preference\.language$/, (text) => judged(text === "" || (text.length <= 250 && TAG.test(text)))],
  ["rw", /^cmi\.objectives\.\d+\.id$/, longIdentifier],
  ["rw", /^cmi\.(objectives|interactions)\.\d+\.description$/, localized(250)],
  ["rw", /^cmi\.interactions\.\d+\.id$/, longIdentifier],
  ["rw", /^cmi\.interactions\.\d+\.type$/, words2004(...TYPES_2004)],
  ["rw", /^cmi\.interactions\.\d+\.objectives\.\d+\.id$/, longIdentifier],
  ["rw", /^cmi\.interactions\.\d+\.timestamp$/, moment],
  ["rw", /^cmi\.interactions\.\d+\.weighting$/, real],
  ["rw", /^cmi\.interactions\.\d+\.latency$/, interval],
  ["rw", /^cmi\.interactions\.\d+\.result$/, (text) => judged(RESULTS_2004.includes(text) || isReal(text))],
  ["rw", /^cmi\.interactions\.\d+\.learner_response$/, (text, type) => judged(RESPONSES_2004[type]?.(text))],
  [
    "rw",
    /^cmi\.interactions\.\d+\.correct_responses\.\d+\.pattern$/,
    (text, type) => judged(PATTERNS_2004[type]?.(text)),
  ],
  ["rw", /^adl\.nav\.request$/, words2004("continue", "previous", "exit", "exitAll", "abandon", "abandonAll", "suspendAll", "_none_")],
];
const RESULTS_2004 = ["correct", "incorrect", "unanticipated", "neutral"];
const NEEDS_TYPE = /^(learner_response|correct_responses\.)/;
const CHILDREN_2004 = {
  score: "scaled,raw,min,max",
  objectives: "id,score,success_status,completion_status,progress_measure,description",
  interactions:
    "id,type,objectives,timestamp,correct_responses,weighting,learner_response,result,latency,description",
};

class StrictScorm2004 {
  /** `kept`: what an earlier session left; a session that ended without suspending is followed by a new attempt. */
  constructor(kept = {}, set = {}) {
    const before = kept["cmi.exit"] !== "suspend" && kept.terminated ? {} : kept;
    this.values = {
      "cmi._version": "1.0",
      "cmi.learner_id": "0042",
      "cmi.learner_name": "Schmidt, Anna",
      "cmi.credit": "credit",
      "cmi.mode": "normal",
      "cmi.completion_status": "unknown",
      "cmi.success_status": "unknown",
      "cmi.total_time": "PT0S",
      ...before,
      "cmi.entry": before["cmi.exit"] === "suspend" ? "resume" : Object.keys(before).length ? "" : "ab-initio",
      ...set,
    };
    for (const name of ["cmi.exit", "cmi.session_time", "terminated"]) delete this.values[name];
    this.phase = "new";
    this.failing = false;
    this.error = "0";
    this.complaints = [];
    this.stored = null;
    this.half = new Set();
  }

  refuse(error, value = "false") {
    this.error = error;
    return value;
  }

  take(value = "true") {
    this.error = "0";
    return value;
  }

  Initialize(empty) {
    if (empty !== "") return this.refuse("201");
    if (this.phase !== "new") return this.refuse(this.phase === "running" ? "103" : "104");
    this.phase = "running";
    return this.take();
  }

  Terminate(empty) {
    if (empty !== "") return this.refuse("201");
    if (this.phase !== "running") return this.refuse(this.phase === "new" ? "112" : "113");
    this.phase = "terminated";
    this.manners();
    this.stored = { ...this.values, terminated: true };
    return this.take();
  }

  Commit(empty) {
    if (empty !== "") return this.refuse("201");
    if (this.phase !== "running") return this.refuse(this.phase === "new" ? "142" : "143");
    if (this.failing) return this.refuse("391");
    this.stored = { ...this.values };
    return this.take();
  }

  GetValue(name) {
    if (this.phase !== "running") return this.refuse(this.phase === "new" ? "122" : "123", "");
    if (!name) return this.refuse("301", "");
    const element = ELEMENTS_2004.find(([, pattern]) => pattern.test(name));
    if (!element) return this.refuse(/\._(children|count)$/.test(name) ? "301" : "401", "");
    if (element[0] === "w") return this.refuse("405", "");
    const gap = places(name).some(([list, place]) => place >= this.count(list));
    if (gap) return this.refuse("301", "");
    const value = this.valueOf(name);
    return value === undefined ? this.refuse("403", "") : this.take(value);
  }

  valueOf(name) {
    const list = /^(.+)\._(count|children)$/.exec(name);
    if (list?.[2] === "count") return String(this.count(list[1]));
    return list ? (CHILDREN_2004[list[1].split(".").at(-1)] ?? "") : this.values[name];
  }

  SetValue(name, value) {
    if (this.phase !== "running") return this.refuse(this.phase === "new" ? "132" : "133");
    if (this.failing || !name) return this.refuse("351");
    const element = ELEMENTS_2004.find(([, pattern]) => pattern.test(name));
    if (!element) return this.refuse("401");
    if (element[0] === "r") return this.refuse("404");
    const misplaced = this.misplaced(name);
    if (misplaced) return this.refuse(misplaced);
    const type = this.values[name.replace(/^(cmi\.interactions\.\d+)\..*$/, "$1.type")];
    const mistyped = typeof value === "string" ? element[2](value, type) : MISTYPED;
    if (mistyped) return this.refuse(mistyped);
    if (this.twice(name, value, type)) return this.refuse("351");
    this.watch(name, value);
    this.values[name] = value;
    return this.take();
  }

  /** 351: the index leaves a gap; 408: what this depends on is not set yet (RTE 3.1.7.6 and 4.2.9). */
  misplaced(name) {
    for (const [list, place, rest] of places(name)) {
      const count = this.count(list);
      if (place > count) return "351";
      if (place === count && /\.(objectives|interactions)$/.test(list) && rest !== "id") return "408";
    }
    const [, entry, rest] = /^(cmi\.interactions\.\d+)\.(.+)$/.exec(name) ?? [];
    return entry && NEEDS_TYPE.test(rest) && this.values[`${entry}.type`] === undefined ? "408" : "";
  }

  /** Identifiers that must be unique or may not change, and patterns there may be one of. */
  twice(name, value, type) {
    const [, list, place, rest] = /^(.+)\.(\d+)\.(id|pattern)$/.exec(name) ?? [];
    if (!list || list === "cmi.interactions") return false;
    const others = Array.from({ length: this.count(list) }, (_, at) => at)
      .filter((at) => at !== Number(place))
      .map((at) => this.values[`${list}.${at}.${rest}`]);
    if (rest === "pattern")
      return (
        (others.length > 0 && ONE_PATTERN.includes(type)) || (NO_PATTERN_TWICE.includes(type) && others.includes(value))
      );
    const own = this.values[name];
    return others.includes(value) || (list === "cmi.objectives" && own !== undefined && own !== value);
  }

  count(list) {
    const first = list.endsWith("correct_responses") ? "pattern" : list.startsWith("cmi.comments") ? "comment" : "id";
    let place = 0;
    while (this.values[`${list}.${place}.${first}`] !== undefined) place += 1;
    return place;
  }

  watch(name, value) {
    const [, base] = /^(cmi(?:\.objectives\.\d+)?)\.(?:success|completion)_status$/.exec(name) ?? [];
    const old = this.values[name];
    if (base && ["completed", "passed"].includes(old) && value !== old)
      this.complaints.push(`${name} from ${old} to ${value}`);
    if (name.endsWith("success_status") && value !== "unknown" && this.values[`${base}.score.scaled`] === undefined)
      this.complaints.push("status before score");
    if (name === "cmi.score.scaled" && Number(value) < Number(this.values[name] ?? -1))
      this.complaints.push(`score from ${this.values[name]} to ${value}`);
    const entry = /^cmi\.interactions\.\d+/.exec(name)?.[0];
    if (entry) this.half.add(entry);
  }

  manners() {
    const value = (name) => this.values[`cmi.${name}`];
    if (value("mode") !== "normal") return;
    const ended = value("completion_status") === "completed" && value("success_status") !== "failed";
    const complain = (holds, text) => void (holds && this.complaints.push(text));
    complain(["unknown", "not attempted"].includes(value("completion_status")), "terminated while not begun");
    complain(!value("session_time"), "no session time");
    complain(value("exit") !== (ended ? "normal" : "suspend"), `exit ${value("exit")}, ended ${ended}`);
    complain(this.disagrees(), `${value("success_status")} with ${value("score.scaled")}`);
    complain(badScale(this.values), "raw, min and max do not make the scaled score");
    for (const entry of this.half) {
      const whole = ["type", "learner_response", "result", "timestamp"].every((part) => `${entry}.${part}` in this.values);
      complain(!whole, `${entry} is half an entry`);
    }
  }

  /** The LMS's passing score is the judge where there is one (RTE 4.2.22). */
  disagrees() {
    const [needed, scaled] = [this.values["cmi.scaled_passing_score"], this.values["cmi.score.scaled"]];
    const said = this.values["cmi.success_status"];
    return needed !== undefined && scaled !== undefined && said !== (Number(scaled) >= Number(needed) ? "passed" : "failed");
  }

  GetLastError() {
    return this.error;
  }

  GetErrorString(code) {
    return code;
  }

  GetDiagnostic(code) {
    return code;
  }

  dump() {
    return this.stored;
  }
}

/** Every list an element's name goes through: its name, the place in it, the rest. */
function places(name) {
  return [...name.matchAll(/\.(\d+)\./g)].map((found) => [
    name.slice(0, found.index),
    Number(found[1]),
    name.slice(found.index + found[0].length),
  ]);
}

function badScale(values) {
  const [scaled, raw, min, max] = ["scaled", "raw", "min", "max"].map((part) => values[`cmi.score.${part}`]);
  if ([scaled, raw, min, max].includes(undefined)) return scaled !== undefined || raw !== undefined;
  return Math.abs((Number(raw) - Number(min)) / (Number(max) - Number(min)) - Number(scaled)) > 0.005;
}
