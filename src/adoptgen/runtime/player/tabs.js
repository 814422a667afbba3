import { newUuid } from "./random.js";
import { keep, recall } from "./store.js";

/**
 * The same course open twice in one browser. Only one window records: the one that began first, until the learner takes
 * over in the other. The second does not even open a session before that, so that no LMS hears of it; the first ends
 * its session and hands its state over before the second begins. So nothing is lost, and nothing is finished twice.
 * Where an LMS gives up the first session because the second was launched, the second takes over at once.
 *
 * @typedef {{suspend: string, place: string, learner: string, learnerId: string}} Handed
 * @typedef {object} Message
 * @property {"ask" | "here" | "take" | "yours" | "mine"} word `ask` who records, `here` I do, `take` let me, `yours` now
 *   you do, `mine` I do from now on
 * @property {string} from
 * @property {number} at milliseconds
 * @property {Handed} [handed]
 * @property {string} [session] of whom it comes from, where sessions have names
 */

/** Milliseconds until nobody else is there, and until a window that was asked to hand over is given up. */
const LISTENING = 400;
const HANDING = 4000;
/** Milliseconds after which a message comes from before this window slept: others have gone on without it. */
const STALE = 3000;

export class Tabs {
  /** @param {string} name the course and its language */
  constructor(name) {
    this.name = `tabs:${name}`;
    this.id = newUuid();
    this.began = 0;
    /** @type {(message: Message) => void} */
    this.heard = () => {};
    this.post = lineTo(this.name, (message) => this.hear(message));
    window.addEventListener("pagehide", () => this.leave());
  }

  /** @returns {boolean} whether another window said that it records, and did not say goodbye */
  get others() {
    const found = /** @type {{id?: string} | null} */ (recall(this.sign));
    return found !== null && found.id !== this.id;
  }

  /** @returns {string} */
  get sign() {
    return `${this.name}:recording`;
  }

  /** @param {Message} message */
  hear(message) {
    if (message.from !== this.id) {
      this.heard(message);
    }
  }

  /**
   * @param {Message["word"]} word
   * @param {{handed?: Handed, session?: string}} [more]
   */
  say(word, more = {}) {
    this.post({ word, from: this.id, at: Date.now(), ...more });
  }

  /** @returns {Promise<Handed | null>} of the window that records; null if there is none */
  ask() {
    return this.answer("ask", {}, "here", LISTENING);
  }

  /**
   * @param {string} [session]
   * @returns {Promise<Handed | null>} what the window that recorded left; null if there is none any more
   */
  take(session) {
    return this.others ? this.answer("take", session ? { session } : {}, "yours", HANDING) : Promise.resolve(null);
  }

  /**
   * @param {"ask" | "take"} question
   * @param {{session?: string}} more
   * @param {"here" | "yours"} answer
   * @param {number} patience
   * @returns {Promise<Handed | null>}
   */
  answer(question, more, answer, patience) {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(null), patience);
      this.heard = ({ word, handed }) => {
        if (word === answer) {
          clearTimeout(timer);
          resolve(handed ?? null);
        }
      };
      this.say(question, more);
    });
  }

  /**
   * This window records from now on.
   *
   * @param {() => Handed} state
   * @param {(silent: boolean) => import("./door.js").Stored} end ends the session, perhaps without a word to the LMS
   * @param {string} [own] name of the session: a copy of this window goes on with it
   */
  record(state, end, own) {
    this.began = Date.now();
    keep(this.sign, { id: this.id });
    this.heard = ({ word, at, from, session }) => {
      const later = at > this.began || (at === this.began && from > this.id);
      if (word === "ask") {
        this.say("here", { handed: state() });
      } else if (word === "take" || (word === "mine" && later)) {
        this.heard = () => {};
        const handed = state();
        const silent = Date.now() - at > STALE || (own !== undefined && own === session);
        void Promise.resolve(end(silent)).then(() => this.say("yours", { handed }));
      }
    };
    this.say("mine");
  }

  /** The window goes away, or stops recording. */
  leave() {
    this.heard = () => {};
    if (!this.others) {
      keep(this.sign, null);
    }
  }
}

/**
 * A line to the other windows: a channel, or storage where a page from a file has none to others.
 *
 * @param {string} name
 * @param {(message: Message) => void} heard
 * @returns {(message: Message) => void} says something to all others
 */
function lineTo(name, heard) {
  const channel = channelOf(name);
  if (channel) {
    channel.onmessage = (event) => heard(event.data);
    return (message) => channel.postMessage(message);
  }
  window.addEventListener("storage", (event) => {
    if (event.key === `adoptgen:${name}` && event.newValue) {
      heard(JSON.parse(event.newValue));
    }
  });
  return (message) => {
    keep(name, message);
    keep(name, null);
  };
}

/**
 * @param {string} name
 * @returns {BroadcastChannel | null}
 */
function channelOf(name) {
  try {
    return location.protocol === "file:" ? null : new BroadcastChannel(`adoptgen:${name}`);
  } catch {
    return null;
  }
}
