import { isoDuration } from "./duration.js";
import { newUuid } from "./random.js";
import { answered, scoreOf, verb } from "./statements.js";
import { keep, recall } from "./store.js";

/**
 * A course without an LMS, as a door: everything is recorded in this browser, as the xAPI statements a record store
 * would get, and can be handed over as a file.
 *
 * @typedef {import("./course.js").Course} Course
 * @typedef {import("./door.js").Door} Door
 * @typedef {import("./door.js").Opening} Opening
 * @typedef {import("./door.js").Reply} Reply
 * @typedef {import("./door.js").Snapshot} Snapshot
 * @typedef {import("./statements.js").Json} Json
 * @typedef {{suspend: string, place: string, told: string, statements: Json[]}} Book
 */

/** @implements {Door} */
export class Local {
  /**
   * @param {Course} course
   * @param {() => number} clock seconds since some moment
   */
  constructor(course, clock) {
    this.again = true;
    this.course = course;
    this.clock = clock;
    this.started = clock();
    this.name = `html:${course.iri}:${course.language}`;
    const found = /** @type {Partial<Book> | null} */ (recall(this.name));
    /** @type {Book} */
    this.book = {
      suspend: String(found?.suspend ?? ""),
      place: String(found?.place ?? ""),
      told: String(found?.told ?? ""),
      statements: Array.isArray(found?.statements) ? found.statements : [],
    };
  }

  /** @returns {string} */
  trouble() {
    return "";
  }

  /** @returns {Opening} */
  open() {
    const { suspend, place } = this.book;
    return { mode: "recording", learner: "", learnerId: "", suspend, place, mastery: null };
  }

  /**
   * @param {Reply} reply
   * @returns {boolean}
   */
  reply(reply) {
    const { verb: said, object, result, activities } = answered(this.course, reply);
    const contextActivities = { ...activities, parent: [{ id: this.course.iri }] };
    this.book.statements.push({
      id: reply.uuid,
      verb: said,
      object,
      result,
      context: { contextActivities, language: this.course.language },
      timestamp: reply.moment,
    });
    return true;
  }

  /**
   * @param {Snapshot} snapshot
   * @returns {boolean}
   */
  save({ suspend, place, result }) {
    const told = result ? JSON.stringify(result) : this.book.told;
    if (result && told !== this.book.told) {
      this.conclude(result);
    }
    this.book = { ...this.book, suspend, place, told };
    return keep(this.name, this.book);
  }

  /** @param {NonNullable<Snapshot["result"]>} result a new one */
  conclude(result) {
    const { share, passed } = result;
    if (!this.book.told) {
      this.say("completed", { completion: true });
    }
    if (typeof share === "number") {
      this.say(passed ? "passed" : "failed", { success: passed, score: scoreOf(share) });
    }
  }

  /**
   * @param {string} name
   * @param {Json} result
   */
  say(name, result) {
    const { iri, title, language } = this.course;
    this.book.statements.push({
      id: newUuid(),
      verb: verb(name),
      object: { objectType: "Activity", id: iri, definition: { name: { [language]: title } } },
      result: { ...result, duration: isoDuration(this.clock() - this.started) },
      context: { language },
      timestamp: new Date().toISOString(),
    });
  }

  /** @returns {boolean} */
  finish() {
    return true;
  }

  /**
   * @param {string} who as the employer counts them
   * @returns {{name: string, text: string}} every statement on a line of its own
   */
  file(who) {
    const actor = { objectType: "Agent", account: { homePage: this.course.space, name: who } };
    const lines = this.book.statements.map((statement) => JSON.stringify({ actor, ...statement }));
    const safe = who.replace(/[^\w.-]+/g, "_");
    return { name: `${this.course.id}.${this.course.language}.${safe}.ndjson`, text: `${lines.join("\n")}\n` };
  }
}
