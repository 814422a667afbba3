import { keep, recall } from "./store.js";
import { decode } from "./state.js";

/**
 * Sees to it that nothing answered is lost: hands it to the door, keeps what the door does not take, tries again.
 *
 * @typedef {import("./door.js").Door} Door
 * @typedef {import("./door.js").Opening} Opening
 * @typedef {import("./door.js").Reply} Reply
 * @typedef {import("./door.js").Snapshot} Snapshot
 *
 * @typedef {"saved" | "saving" | "failed" | "closed" | "review" | "lost" | "nowhere" | "elsewhere" | "moved"} Saving `elsewhere`
 *   and `moved`: another window records, and this one may take over, or has ended its session
 * @typedef {{suspend: string, place: string, replies: Reply[]}} Copy
 */

/** Seconds until the next try; the last one repeats. */
const PAUSES = [2, 2, 5, 10, 30];

export class Keeper {
  /**
   * @param {Door} door
   * @param {string} course
   * @param {(saving: Saving) => void} told called whenever the state of saving changes
   */
  constructor(door, course, told) {
    this.door = door;
    this.course = course;
    this.told = told;
    this.name = "";
    /** @type {Saving} */
    this.saving = "nowhere";
    /** @type {Snapshot | null} */
    this.snapshot = null;
    /** @type {Reply[]} answers not stored for certain yet */
    this.replies = [];
    /** how many of them the door has taken */
    this.taken = 0;
    this.tries = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    /** @type {Promise<boolean> | null} the last snapshot, while nobody knows whether it is stored */
    this.waiting = null;
    this.closing = false;
    /** a page that goes away does not learn for certain what has arrived */
    this.leaving = false;
  }

  /**
   * Begins the session.
   *
   * @returns {Opening} with what is newer: the LMS's state, or the copy an interrupted session left here
   */
  open() {
    const opening = this.door.open();
    this.saving = opening.mode === "recording" ? "saved" : opening.mode;
    this.name = opening.mode === "recording" && opening.learnerId ? `${this.course}:${opening.learnerId}` : "";
    const copy = this.copy();
    if (!copy) {
      return opening;
    }
    const ahead = serialOf(copy.suspend) - serialOf(opening.suspend);
    // As far as the copy means stored together with it, unless answers and state are stored apart.
    this.replies = ahead || this.door.once ? copy.replies : [];
    return ahead > 0 ? { ...opening, suspend: copy.suspend, place: copy.place } : opening;
  }

  /** @returns {Copy | null} */
  copy() {
    const found = this.name ? /** @type {Partial<Copy> | null} */ (recall(this.name)) : null;
    return found && typeof found.suspend === "string" && typeof found.place === "string" && Array.isArray(found.replies)
      ? /** @type {Copy} */ (found)
      : null;
  }

  /**
   * @param {Snapshot} snapshot
   * @param {Reply[]} replies answers since the last call
   */
  save(snapshot, replies = []) {
    if (!this.recording || this.closing) {
      return;
    }
    this.snapshot = snapshot;
    this.replies.push(...replies);
    this.tries = 0;
    this.flush();
  }

  /** @returns {boolean} whether there is a session to save in */
  get recording() {
    return this.saving === "saved" || this.saving === "saving" || this.saving === "failed";
  }

  /** Hands over what is waiting; keeps a copy and tries again later where that fails. */
  flush() {
    clearTimeout(this.timer);
    if (!this.snapshot) {
      return;
    }
    while (this.taken < this.replies.length && this.door.reply(/** @type {Reply} */ (this.replies[this.taken]))) {
      this.taken += 1;
    }
    const stored = this.taken === this.replies.length && this.door.save(this.snapshot);
    if (typeof stored === "boolean") {
      this.settled(stored, this.snapshot, this.taken);
    } else {
      this.wait(stored, this.snapshot);
    }
  }

  /**
   * A copy is kept until the answer is there: the page may go away before.
   *
   * @param {Promise<boolean>} stored
   * @param {Snapshot} snapshot
   */
  wait(stored, snapshot) {
    const handed = this.taken;
    this.waiting = stored;
    this.copyHere(snapshot);
    this.become("saving");
    void stored.then((whole) => {
      if (this.waiting === stored) {
        this.waiting = null;
        this.settled(whole, snapshot, handed);
      }
    });
  }

  /**
   * @param {boolean} whole
   * @param {Snapshot} snapshot
   * @param {number} handed so many answers were handed over with it
   */
  settled(whole, snapshot, handed) {
    if (whole) {
      this.stored(handed);
    } else {
      this.refused(snapshot);
    }
  }

  /** @param {number} handed */
  stored(handed) {
    this.replies.splice(0, handed);
    this.taken -= handed;
    this.tries = 0;
    if (this.name && !this.leaving) {
      keep(this.name, null);
    }
    this.become("saved");
  }

  /** @param {Snapshot} snapshot */
  refused(snapshot) {
    this.copyHere(snapshot);
    if (this.closing) {
      return;
    }
    const pause = PAUSES[Math.min(this.tries, PAUSES.length - 1)] ?? 30;
    this.tries += 1;
    this.timer = setTimeout(() => this.flush(), pause * 1000);
    this.become("failed");
  }

  /** @param {Snapshot} snapshot */
  copyHere(snapshot) {
    if (this.name) {
      keep(this.name, { suspend: snapshot.suspend, place: snapshot.place, replies: this.replies });
    }
  }

  /**
   * Ends the session, once; the last snapshot goes first.
   *
   * @param {Snapshot} snapshot
   * @param {boolean} [leaving] whether the page goes away, and waits for nothing
   * @returns {import("./door.js").Stored} whether everything is stored
   */
  close(snapshot, leaving = false) {
    this.leaving = leaving && Boolean(this.door.once);
    if (this.closing) {
      return leaving ? this.door.finish(true) : true;
    }
    this.save(snapshot);
    this.closing = true;
    clearTimeout(this.timer);
    const whole = this.waiting ?? this.saving === "saved";
    const finished = this.door.finish(leaving);
    if (typeof whole === "boolean" && typeof finished === "boolean") {
      return this.ended(snapshot, whole, finished);
    }
    return Promise.all([whole, finished]).then(([first, last]) => this.ended(snapshot, first, last));
  }

  /**
   * @param {Snapshot} snapshot
   * @param {boolean} whole
   * @param {boolean} finished
   * @returns {boolean}
   */
  ended(snapshot, whole, finished) {
    if (whole && !finished) {
      this.copyHere(snapshot);
    }
    this.become("closed");
    return whole && finished;
  }

  /**
   * Another window went on while this one slept: what is stored there is newer, and stays.
   *
   * @returns {boolean}
   */
  abandon() {
    this.closing = true;
    clearTimeout(this.timer);
    return true;
  }

  /** @param {Saving} saving */
  become(saving) {
    this.saving = saving;
    this.told(saving);
  }
}

/**
 * @param {string} suspend
 * @returns {number} how new a state is
 */
function serialOf(suspend) {
  return decode(suspend)?.state.serial ?? -1;
}
