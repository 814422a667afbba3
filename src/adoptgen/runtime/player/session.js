/**
 * What the doors to SCORM's two run-time environments share: finding the API, writing once, and saying what went wrong.
 *
 * @typedef {object} Calls the API of one edition under common names
 * @property {() => unknown} begin
 * @property {() => unknown} end
 * @property {(name: string) => unknown} get
 * @property {(name: string, value: string) => unknown} set
 * @property {() => unknown} commit
 * @property {() => unknown} error code of the last call
 *
 * @typedef {[string, string]} Entry name below a base, and value
 */

const MOST_WINDOWS = 50;
/** Error code of both editions for what is no fault of the course. */
const GENERAL = "101";
/** SCORM 2004's for an element that was never set (RTE 3.1.7.5); some LMSs give its default value with it. */
const UNSET = "403";

/**
 * The API: in this window's parents first, then in the windows that opened it.
 *
 * @param {Window} start
 * @param {string} name under which the edition's LMSs show it
 * @returns {unknown} null where there is none
 */
export function findApi(start, name) {
  const direct = searchUp(start, name);
  if (direct) {
    return direct;
  }
  try {
    const opener = start.opener ?? start.top?.opener;
    return opener ? searchUp(opener, name) : null;
  } catch {
    return null;
  }
}

/**
 * @param {Window} start
 * @param {string} name
 * @returns {unknown}
 */
function searchUp(start, name) {
  let current = start;
  for (let steps = 0; steps < MOST_WINDOWS; steps += 1) {
    const api = apiOf(current, name);
    if (api || current.parent === current) {
      return api;
    }
    current = current.parent;
  }
  return null;
}

/**
 * @param {Window} place
 * @param {string} name
 * @returns {unknown} nothing where another origin hides it
 */
function apiOf(place, name) {
  try {
    return /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (place))[name] ?? null;
  } catch {
    return null;
  }
}

/**
 * @param {number} value
 * @param {number} [digits] after the point, at most
 * @returns {string} a number without exponent
 */
export function decimal(value, digits = 2) {
  return String(Math.round(value * 10 ** digits) / 10 ** digits);
}

/**
 * @param {string[]} patterns right responses in the edition's spelling
 * @returns {Entry[]}
 */
export function patternEntries(patterns) {
  return patterns.map((text, at) => [`correct_responses.${at}.pattern`, text]);
}

export class Session {
  /**
   * @param {Calls} calls
   * @param {(name: string, code: string) => boolean} excused whether the LMS may refuse to set this element so
   */
  constructor(calls, excused) {
    this.calls = calls;
    this.excused = excused;
    this.active = false;
    this.told = "";
    /** whether the LMS failed to answer the last get; an element without a value is an answer */
    this.failed = false;
    /** @type {Map<string, string>} */
    this.written = new Map();
    /** @type {Map<string, number> | null} */
    this.objectives = null;
    /** Entries in the journal of answers; not known yet. */
    this.interactions = -1;
  }

  /** @returns {boolean} */
  begin() {
    this.active = this.call("Initialize", () => this.calls.begin());
    return this.active;
  }

  /** @returns {boolean} */
  end() {
    if (!this.active) {
      return false;
    }
    this.active = false;
    return this.call("Finish", () => this.calls.end());
  }

  /** @returns {boolean} */
  commit() {
    return this.call("Commit", () => this.calls.commit());
  }

  /**
   * @param {string} name
   * @returns {string} nothing where the LMS does not know the element, or no session runs
   */
  get(name) {
    if (!this.active) {
      return "";
    }
    try {
      const value = this.calls.get(name);
      const code = String(this.calls.error());
      this.failed = code === GENERAL;
      return code === "0" || code === UNSET ? String(value ?? "") : "";
    } catch {
      this.failed = true;
      return "";
    }
  }

  /**
   * @param {string} list
   * @returns {number}
   */
  count(list) {
    return Number(this.get(`${list}._count`)) || 0;
  }

  /**
   * @param {string} name
   * @param {string} value
   * @returns {boolean}
   */
  set(name, value) {
    if (!this.active) {
      return false;
    }
    const taken = this.call(`SetValue ${name}`, () => this.calls.set(name, value));
    return taken || this.excused(name, this.told.slice(this.told.lastIndexOf(" ") + 1));
  }

  /**
   * Writes what is not written yet.
   *
   * @param {string} name
   * @param {string} value
   * @returns {boolean}
   */
  put(name, value) {
    if (this.written.get(name) === value) {
      return true;
    }
    const taken = this.set(name, value);
    if (taken) {
      this.written.set(name, value);
    }
    return taken;
  }

  /**
   * @param {string} base
   * @param {Entry[]} entries
   * @returns {boolean} whether all of them are written
   */
  putAll(base, entries) {
    return entries.every(([name, value]) => this.put(`${base}.${name}`, value));
  }

  /**
   * Interactions are a journal: every checked answer is an entry of its own.
   *
   * @param {Entry[]} entries in the order in which they are set
   * @returns {boolean}
   */
  addInteraction(entries) {
    if (this.active && this.interactions < 0) {
      const count = this.count("cmi.interactions");
      if (this.failed) {
        return false;
      }
      this.interactions = count;
    }
    const taken = entries.every(([name, value]) => this.set(`cmi.interactions.${this.interactions}.${name}`, value));
    this.interactions += taken ? 1 : 0;
    return taken;
  }

  /**
   * @param {string} id
   * @param {Entry[]} entries
   * @returns {boolean}
   */
  putObjective(id, entries) {
    const base = this.objective(id);
    return base !== "" && this.putAll(base, [["id", id], ...entries]);
  }

  /**
   * @param {string} id
   * @returns {string} the element of this objective, also if an earlier session wrote it; nothing where nobody knows
   */
  objective(id) {
    if (!this.objectives) {
      const found = new Map();
      const count = this.count("cmi.objectives");
      for (let place = 0; place < count && !this.failed; place += 1) {
        found.set(this.get(`cmi.objectives.${place}.id`), place);
      }
      if (this.failed) {
        return "";
      }
      this.objectives = found;
    }
    const known = this.objectives.get(id) ?? this.objectives.size;
    this.objectives.set(id, known);
    return `cmi.objectives.${known}`;
  }

  /**
   * @param {string} what
   * @param {() => unknown} action
   * @returns {boolean} whether the LMS said "true"
   */
  call(what, action) {
    try {
      if (String(action()) === "true") {
        return true;
      }
      this.told = `${what}: ${this.calls.error()}`;
    } catch (error) {
      this.told = `${what}: ${error}`;
    }
    return false;
  }
}
