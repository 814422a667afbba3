import { isoDuration } from "./duration.js";
import { Lrs } from "./lrs.js";
import { newUuid } from "./random.js";
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
 * @typedef {{token: string, begun: number, initialized: boolean, ended: boolean}} Visit a session, kept over a reload
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
    this.early = true;
    this.course = course;
    this.lrs = lrs;
    this.visit = visit;
    this.data = data;
    this.kept = { suspend: kept.suspend ?? "", place: kept.place ?? "", told: { ...kept.told } };
    this.written = "";
    this.normal = data.launchMode === "Normal";
    this.active = false;
    /** @type {Snapshot["result"]} */
    this.result = null;
    /** @type {Json[]} */
    this.queue = [];
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
      this.visit.initialized = true;
      remember(this.lrs.launch, this.visit);
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
    const { result } = this;
    const { told } = this.kept;
    if (result && !told.completed) {
      told.completed = true;
      this.say("completed", { completion: true });
    }
    if (result && typeof result.share === "number" && result.passed && !told.passed) {
      told.passed = true;
      this.say("passed", { score: scoreOf(result.share), success: true });
    }
  }

  /** A result that did not pass, and was not told yet. */
  concludeFailed() {
    const { result } = this;
    const { told } = this.kept;
    if (result && typeof result.share === "number" && !result.passed && !told.passed && told.failed !== result.share) {
      told.failed = result.share;
      this.say("failed", { score: scoreOf(result.share), success: false });
    }
  }

  /**
   * @param {boolean} leaving
   * @returns {Promise<boolean>}
   */
  finish(leaving) {
    if (!this.active) {
      return Promise.resolve(false);
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
   * A statement that cmi5 defines, at the end of the queue.
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
    this.queue.push(statement);
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

  /** @returns {Promise<boolean>} the same for a page that goes away: it waits for nothing */
  async sendNow() {
    const both = await Promise.all([this.sendStatements(), this.sendState()]);
    return both.every(Boolean);
  }

  /** @returns {Promise<boolean>} */
  async sendStatements() {
    const batch = this.queue.splice(0);
    if (!batch.length) {
      return true;
    }
    const status = await this.lrs.post(batch);
    const left = taken(status) ? [] : status >= 400 && status < 500 ? await this.oneByOne(batch) : batch;
    this.queue.unshift(...left);
    return !left.length;
  }

  /**
   * What was refused as a whole; a conclusion an earlier session told already may be refused, and counts as told.
   *
   * @param {Json[]} batch
   * @returns {Promise<Json[]>} what is left to be sent, in order
   */
  async oneByOne(batch) {
    for (const [place, statement] of batch.entries()) {
      const status = await this.lrs.post([statement]);
      const said = /** @type {Said} */ (/** @type {unknown} */ (statement)).verb.display["en"] ?? "";
      if (!taken(status) && !(status >= 400 && status < 500 && ONCE.includes(said))) {
        return batch.slice(place);
      }
    }
    return [];
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
function taken(status) {
  return (status >= 200 && status < 300) || status === STORED_BEFORE;
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
    if (known) {
      return known;
    }
  } catch {
    // No storage, or not ours.
  }
  try {
    const answer = await fetch(launch.fetch, { method: "POST" });
    const token = /** @type {Record<string, unknown>} */ (await answer.json())["auth-token"];
    const visit = { token: String(token ?? ""), begun: Date.now(), initialized: false, ended: false };
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
