import { newUuid } from "./random.js";
import { keep, recall } from "./store.js";

/**
 * The same course open twice in one browser. Only one window records: the one that began first, until the learner takes
 * over in the other. The second does not even open a session before that, so that no LMS hears of it; the first ends
 * its session and hands its state over before the second begins. So nothing is lost, and nothing is finished twice.
 *
 * @typedef {{suspend: string, place: string, learner: string, learnerId: string}} Handed
 * @typedef {object} Message
 * @property {"ask" | "here" | "take" | "yours" | "mine"} word `ask` who records, `here` I do, `take` let me, `yours` now
 *   you do, `mine` I do from now on
 * @property {string} from
 * @property {number} at milliseconds
 * @property {Handed} [handed]
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
   * @param {Handed} [handed]
   */
  say(word, handed) {
    this.post({ word, from: this.id, at: Date.now(), ...(handed ? { handed } : {}) });
  }

  /** @returns {Promise<Handed | null>} of the window that records; null if there is none */
  ask() {
    return this.answer("ask", "here", LISTENING);
  }

  /** @returns {Promise<Handed | null>} what the window that recorded left; null if there is none any more */
  take() {
    return this.others ? this.answer("take", "yours", HANDING) : Promise.resolve(null);
  }

  /**
   * @param {"ask" | "take"} question
   * @param {"here" | "yours"} answer
   * @param {number} patience
   * @returns {Promise<Handed | null>}
   */
  answer(question, answer, patience) {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(null), patience);
      this.heard = ({ word, handed }) => {
        if (word === answer) {
          clearTimeout(timer);
          resolve(handed ?? null);
        }
      };
      this.say(question);
    });
  }

  /**
   * This window records from now on.
   *
   * @param {() => Handed} state
   * @param {(stale: boolean) => import("./door.js").Stored} end ends the session, without a word to the LMS if stale
   */
  record(state, end) {
    keep(this.sign, { id: this.id });
    this.heard = ({ word, at }) => {
      if (word === "ask") {
        this.say("here", state());
      } else if (word === "take" || (word === "mine" && this.others)) {
        this.heard = () => {};
        const handed = state();
        void Promise.resolve(end(Date.now() - at > STALE)).then(() => this.say("yours", handed));
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
  if (location.protocol !== "file:" && "BroadcastChannel" in globalThis) {
    const channel = new BroadcastChannel(`adoptgen:${name}`);
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
