import { isoDuration } from "./duration.js";
import { Lrs } from "./lrs.js";
import { derivedUuid, newUuid } from "./random.js";
import { answered, scoreOf, verb } from "./statements.js";

/**
 * cmi5 as a door. Numbers in brackets are sections of the specification. What has to be asked for is asked for before
 * the player begins (`connect`); statements and state are then sent one after the other.
 *
 * @typedef {import("./course.js").Course} Course
 * @typedef {import("./door.js").Door} Door
 * @typedef {import("./door.js").Opening} Opening
 * @typedef {import("./door.js").Reply} Reply
 * @typedef {import("./door.js").Snapshot} Snapshot
 * @typedef {import("./lrs.js").Launch} Launch
 * @typedef {import("./statements.js").Said} Said
 * @typedef {import("./statements.js").Json} Json
 *
 * @typedef {{id: string, token: string, begun: number, initialized: boolean, ended: boolean}} Visit a session, kept over
 *   a reload; `initialized` and `ended` once that is stored, and once that was said
 * @typedef {{completed?: boolean, passed?: boolean, failed?: number}} Told what this registration has been told
 * @typedef {{suspend: string, place: string, told: Told}} Kept our own state document
 *
 * @typedef {object} LaunchData LMS.LaunchData (10.2)
 * @property {Json} contextTemplate
 * @property {string} launchMode
 * @property {number} [masteryScore]
 * @property {string} [returnURL]
 */

const CATEGORY = "https://w3id.org/xapi/cmi5/context/categories/";
const MASTERY = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore";
const STATE = "adoptgen";
const ONCE = ["completed", "passed"];
const STORED_BEFORE = 409;
const MALFORMED = 400;
const FORBIDDEN = 403;

/** @implements {Door} */
export class Cmi5 {
  /**
   * @param {Course} course
   * @param {Lrs} lrs
   * @param {Visit} visit
   * @param {LaunchData} data
   * @param {Partial<Kept>} kept
   */
  constructor(course, lrs, visit, data, kept) {
    this.session = lrs.launch.fetch;
    this.course = course;
    this.lrs = lrs;
    this.visit = visit;
    this.data = data;
    this.kept = { suspend: kept.suspend ?? "", place: kept.place ?? "", told: { ...kept.told } };
    /** @type {Told} what was said, whether it has arrived or not */
    this.said = { ...kept.told };
    this.once = true;
    this.written = "";
    this.normal = data.launchMode === "Normal";
    this.active = false;
    /** @type {Snapshot["result"]} */
    this.result = null;
    /** @type {Json[]} */
    this.queue = [];
    /** @type {Json[]} statements on their way */
    this.flying = [];
    /** ids of statements that may have arrived already, in this session or in one before */
    this.tried = new Set();
    /** @type {Promise<boolean>} what is being sent; one thing after the other */
    this.line = Promise.resolve(true);
  }

  /** @returns {string} */
  trouble() {
    return this.lrs.told;
  }

  /** @returns {Opening} */
  open() {
    const actor = /** @type {{name?: string, account?: {name?: string}}} */ (JSON.parse(this.lrs.launch.actor));
    const { masteryScore } = this.data;
    this.active = true;
    if (!this.visit.initialized) {
      this.say("initialized", {});
    }
    void this.send();
    return {
      mode: this.normal ? "recording" : "review",
      learner: actor.name ?? actor.account?.name ?? "",
      learnerId: this.lrs.launch.registration,
      suspend: this.kept.suspend,
      place: this.kept.place,
      mastery: typeof masteryScore === "number" ? masteryScore * 100 : null,
    };
  }

  /** @returns {string} where the LMS wants the learner back (10.2.6) */
  home() {
    const { returnURL = "" } = this.data;
    return /^https?:\/\//i.test(returnURL) ? returnURL : "";
  }

  /**
   * @param {Reply} reply one of an earlier session is told as of now: this session had not begun then
   * @returns {boolean}
   */
  reply(reply) {
    const moment = new Date(Math.max(Date.parse(reply.moment), this.visit.begun)).toISOString();
    const statement = this.statement(answered(this.course, reply), []);
    this.queue.push({ ...statement, id: reply.uuid, timestamp: moment });
    if (Date.parse(reply.moment) < this.visit.begun) {
      this.tried.add(reply.uuid);
    }
    return true;
  }

  /**
   * @param {Snapshot} snapshot
   * @returns {Promise<boolean>}
   */
  save(snapshot) {
    this.result = snapshot.result;
    this.conclude();
    this.kept = { ...this.kept, suspend: snapshot.suspend, place: snapshot.place };
    return this.send();
  }

  /** Completed and passed once per registration (9.3); failed waits for the end, because passed may still follow. */
  conclude() {
    const { result, said } = this;
    if (result && !said.completed) {
      said.completed = true;
      this.say("completed", { completion: true });
    }
    if (result && typeof result.share === "number" && result.passed && !said.passed) {
      said.passed = true;
      this.say("passed", { score: scoreOf(result.share), success: true });
    }
  }

  /** A result that did not pass, and was not told yet. */
  concludeFailed() {
    const { result, said } = this;
    if (result && typeof result.share === "number" && !result.passed && !said.passed && said.failed !== result.share) {
      said.failed = result.share;
      this.say("failed", { score: scoreOf(result.share), success: false });
    }
  }

  /**
   * @param {boolean} leaving a page that goes away while its end is still being sent sends what is left at once
   * @returns {Promise<boolean>}
   */
  finish(leaving) {
    if (!this.active) {
      return leaving ? this.sendNow() : Promise.resolve(false);
    }
    this.active = false;
    if (this.normal) {
      this.concludeFailed();
    }
    this.say("terminated", {});
    this.visit.ended = true;
    remember(this.lrs.launch, this.visit);
    return leaving ? this.sendNow() : this.send();
  }

  /**
   * A statement that cmi5 defines, at the end of the queue. Its id follows from the registration, or from the session, so
   * that one whose arrival nobody confirmed can be sent again and is still one.
   *
   * @param {string} name of the verb
   * @param {Json} result
   */
  say(name, result) {
    const judged = "success" in result || "completion" in result;
    const timed = judged || name === "terminated";
    const duration = timed ? { duration: isoDuration((Date.now() - this.visit.begun) / 1000) } : {};
    const said = {
      verb: verb(name),
      object: { objectType: "Activity", id: this.lrs.launch.activityId },
      ...(timed ? { result: { ...result, ...duration } } : {}),
    };
    const statement = this.statement(said, judged ? ["cmi5", "moveon"] : ["cmi5"], "score" in result);
    const { registration, activityId } = this.lrs.launch;
    const base = ONCE.includes(name) ? registration : this.visit.id;
    this.queue.push({ ...statement, id: derivedUuid(base, `${activityId}/${name}`) });
  }

  /**
   * The context is the template of the launch and what belongs to the statement; nothing of it is changed (10.2.1).
   *
   * @param {Said} said
   * @param {string[]} categories
   * @param {boolean} [scored] by the LMS's mastery score
   * @returns {Json}
   */
  statement(said, categories, scored = false) {
    const { launch } = this.lrs;
    const template = /** @type {{contextActivities?: Record<string, Json[]>, extensions?: Json}} */ (
      structuredClone(this.data.contextTemplate)
    );
    const activities = /** @type {Record<string, Json[]>} */ ({ ...template.contextActivities });
    const own = { ...said.activities, category: categories.map((name) => ({ id: `${CATEGORY}${name}` })) };
    for (const [kind, list] of Object.entries(own)) {
      const all = [...(activities[kind] ?? []), .../** @type {Json[]} */ (list)];
      activities[kind] = all;
    }
    if (!activities["category"]?.length) {
      delete activities["category"];
    }
    const { masteryScore } = this.data;
    const mastery = scored && typeof masteryScore === "number" ? { [MASTERY]: masteryScore } : {};
    return {
      id: newUuid(),
      actor: JSON.parse(launch.actor),
      verb: said.verb,
      object: said.object,
      ...(said.result ? { result: said.result } : {}),
      context: {
        ...template,
        registration: launch.registration,
        contextActivities: activities,
        extensions: { ...template.extensions, ...mastery },
      },
      timestamp: new Date().toISOString(),
    };
  }

  /** @returns {Promise<boolean>} whether everything said and done so far is stored */
  send() {
    this.line = this.line.then(async () => (await this.sendStatements()) && this.sendState());
    return this.line;
  }

  /**
   * The same for a page that goes away and waits for nothing. What may have arrived already goes apart from what cannot
   * have, for a store that has one statement of a batch refuses all of it; the session's
   * beginning goes ahead, alone.
   *
   * @returns {Promise<boolean>}
   */
  async sendNow() {
    const all = [...this.flying, ...this.queue.splice(0)];
    const first = this.visit.initialized ? [] : all.splice(0, 1);
    const fresh = all.filter((statement) => !this.tried.has(statement["id"]));
    const old = all.filter((statement) => !fresh.includes(statement));
    const batches = [first, old, fresh].filter((batch) => batch.length);
    const [state, ...stored] = await Promise.all([this.sendState(), ...batches.map((batch) => this.lrs.post(batch))]);
    return state && stored.every(isStored);
  }

  /** @returns {Promise<boolean>} */
  async sendStatements() {
    // Alone at first: with an answer told before, the whole batch would be refused.
    const batch = this.queue.splice(0, this.visit.initialized ? this.queue.length : 1);
    if (!batch.length) {
      return true;
    }
    this.flying = batch;
    batch.forEach((statement) => this.tried.add(statement["id"]));
    const status = await this.lrs.post(batch);
    const left = isStored(status) ? [] : status >= 400 && status < 500 ? await this.oneByOne(batch) : batch;
    this.flying = [];
    this.queue.unshift(...left);
    if (isStored(status)) {
      batch.forEach((statement) => this.arrived(statement));
    }
    return !left.length && this.sendStatements();
  }

  /** @param {Json} statement that the record store has; only this is told in the next session no more */
  arrived(statement) {
    const { verb: said, result } = /** @type {Said} */ (/** @type {unknown} */ (statement));
    const name = said.display["en"];
    if (name === "initialized") {
      this.visit.initialized = true;
      remember(this.lrs.launch, this.visit);
    } else if (name === "completed" || name === "passed") {
      this.kept.told[name] = true;
    } else if (name === "failed") {
      this.kept.told.failed = /** @type {{score: {scaled: number}}} */ (result).score.scaled;
    }
  }

  /**
   * What was refused as a whole, because of one of them perhaps. What was stored before is told; so is a conclusion the
   * LMS refuses because an earlier session told it. An answer it cannot read waits, and holds nothing else up.
   *
   * @param {Json[]} batch
   * @returns {Promise<Json[]>} what is left to be sent, in order
   */
  async oneByOne(batch) {
    const left = [];
    for (const [place, statement] of batch.entries()) {
      const status = await this.lrs.post([statement]);
      const said = /** @type {Said} */ (/** @type {unknown} */ (statement)).verb.display["en"] ?? "";
      const before = (status === MALFORMED || status === FORBIDDEN) && ONCE.includes(said);
      if (status === MALFORMED && said === "answered") {
        left.push(statement);
      } else if (!isStored(status) && status !== STORED_BEFORE && !before) {
        return [...left, ...batch.slice(place)];
      } else {
        this.arrived(statement);
      }
    }
    return left;
  }

  /** @returns {Promise<boolean>} */
  async sendState() {
    const text = JSON.stringify(this.kept);
    if (!this.normal || text === this.written) {
      return true;
    }
    const stored = await this.lrs.write(STATE, this.kept);
    this.written = stored ? text : this.written;
    return stored;
  }
}

/**
 * @param {number} status
 * @returns {boolean}
 */
function isStored(status) {
  return status >= 200 && status < 300;
}

/**
 * @param {string} search
 * @returns {Launch | null} what the LMS added to the address (8.1); null for a page that no LMS launched
 */
export function launchOf(search) {
  const found = new URLSearchParams(search);
  const [endpoint, fetch, actor, registration, activityId] = [
    ...["endpoint", "fetch", "actor", "registration", "activityId"].map((name) => found.get(name) ?? ""),
  ];
  const web = [endpoint, fetch].every((address) => /^https?:\/\//i.test(address ?? ""));
  return web && isObject(actor) && endpoint && fetch && actor && registration && activityId
    ? { endpoint, fetch, actor, registration, activityId }
    : null;
}

/**
 * @param {string | undefined} text
 * @returns {boolean} whether it is a JSON object
 */
function isObject(text) {
  try {
    const found = JSON.parse(text ?? "");
    return typeof found === "object" && found !== null;
  } catch {
    return false;
  }
}

/**
 * @param {Launch} launch
 * @returns {string}
 */
function visitName(launch) {
  return `adoptgen:visit:${launch.fetch}`;
}

/**
 * @param {Launch} launch
 * @param {Visit} visit
 */
function remember(launch, visit) {
  try {
    sessionStorage.setItem(visitName(launch), JSON.stringify(visit));
  } catch {
    // Without storage a reload cannot go on, and the LMS says so.
  }
}

/**
 * The token is given once only (8.2): a reload takes the one it was given before.
 *
 * @param {Launch} launch
 * @returns {Promise<Visit | null>}
 */
async function visitOf(launch) {
  try {
    const known = /** @type {Visit | null} */ (JSON.parse(sessionStorage.getItem(visitName(launch)) ?? "null"));
    if (known?.id) {
      return known;
    }
  } catch {
    // No storage, or not ours.
  }
  try {
    const answer = await fetch(launch.fetch, { method: "POST" });
    const token = /** @type {Record<string, unknown>} */ (await answer.json())["auth-token"];
    const visit = { id: newUuid(), token: String(token ?? ""), begun: Date.now(), initialized: false, ended: false };
    remember(launch, visit);
    return token ? visit : null;
  } catch {
    return null;
  }
}

/**
 * Everything the player must know before it begins: token, launch data, preferences, what was done.
 *
 * @param {Course} course
 * @param {Launch} launch
 * @returns {Promise<Cmi5 | null>} null where no session could be begun
 */
export async function connect(course, launch) {
  const visit = await visitOf(launch);
  if (!visit) {
    return null;
  }
  const lrs = new Lrs(launch, visit.token);
  const data = await lrs.read("activities/state", lrs.stateQuery("LMS.LaunchData"));
  await lrs.read("agents/profile", { profileId: "cmi5LearnerPreferences", agent: launch.actor });
  const kept = await lrs.read("activities/state", lrs.stateQuery(STATE));
  if (!data || !("contextTemplate" in data) || !kept) {
    return null;
  }
  const known = /** @type {LaunchData} */ (/** @type {unknown} */ (data));
  const door = new Cmi5(course, lrs, visit, known, /** @type {Partial<Kept>} */ (kept));
  if (visit.ended) {
    if (door.home()) {
      location.replace(door.home());
    }
    return null;
  }
  return door;
}
