/**
 * What a learner did, as a value, and its compact form for cmi.suspend_data.
 *
 * Form 2: `ag2;n;seed;place;seconds;units;checks;questions;skills`, everything under the short keys of course.js, so
 * that order and number of units may change between two packages. Per unit done 6 characters; per check 12 (key, take,
 * hundredths of a percent of the best take, whether a take is complete); per question key, tries, outcome, percent of
 * its worth if partly right, response (judge.js), comma; per skill 10 (key, best share). courses/room.py counts with the
 * same numbers. Form 1, of choice questions only, had 10 characters per question with what was chosen as bits, and no
 * skills: it is still read.
 *
 * @typedef {"" | "right" | "partial" | "wrong" | "given"} Outcome "" while tries are left, `given` where nothing is right
 * @typedef {{tries: number, outcome: Outcome, credit: number, response: string}} Given `credit` from 0 to 1
 * @typedef {{take: number, best: number | null}} Standing best take as share of its points
 *
 * @typedef {object} State
 * @property {number} serial grows with every change: the larger one is newer
 * @property {string} seed
 * @property {string} place id of the page last shown
 * @property {number} seconds of earlier sessions
 * @property {ReadonlySet<string>} done keys of units
 * @property {ReadonlyMap<string, Standing>} checks
 * @property {ReadonlyMap<string, Given>} given
 * @property {ReadonlyMap<string, number>} skills best share, where a course asks for every skill
 */

const MARK = "ag2";
const MARK_1 = "ag1";
const KEY = 6;
const OUTCOMES_1 = /** @type {const} */ (["", "right", "wrong"]);
const LETTER_OF = { "": "o", right: "r", partial: "p", wrong: "w", given: "g" };
const OUTCOME_OF = /** @type {Record<string, Outcome>} */ ({ o: "", r: "right", p: "partial", w: "wrong", g: "given" });
/** Characters kept of what was typed. */
const LONGEST_TEXT = 24;
const MOST_SECONDS = 36 ** 5 - 1;

/**
 * @param {string} seed
 * @returns {State}
 */
export function freshState(seed) {
  return { serial: 0, seed, place: "", seconds: 0, done: new Set(), checks: new Map(), given: new Map(), skills: new Map() };
}

/**
 * @param {State} state
 * @param {Partial<State>} change
 * @returns {State} a copy, one serial further
 */
export function changed(state, change) {
  return { ...state, ...change, serial: state.serial + 1 };
}

/**
 * @template K, V
 * @param {ReadonlyMap<K, V>} map
 * @param {K} key
 * @param {V} value
 * @returns {Map<K, V>} a copy with this entry
 */
export function withEntry(map, key, value) {
  return new Map(map).set(key, value);
}

/**
 * @param {number} value
 * @param {number} width
 * @returns {string} base 36, padded
 */
function digits(value, width) {
  return Math.min(value, 36 ** width - 1)
    .toString(36)
    .padStart(width, "0");
}

/**
 * @param {State} state
 * @param {string} placeKey short form of the place
 * @returns {string}
 */
export function encode(state, placeKey) {
  const checks = [...state.checks].map(
    ([key, { take, best }]) =>
      `${key}${digits(take, 2)}${best === null ? "zzzz" : digits(Math.floor(best * 10000), 4)}`,
  );
  const given = [...state.given].map(([key, one]) => `${key}${encodeGiven(one)}`);
  const skills = [...state.skills].map(([key, share]) => `${key}${digits(Math.floor(share * 10000), 4)}`);
  const seconds = Math.min(Math.round(state.seconds), MOST_SECONDS);
  const header = [MARK, state.serial.toString(36), state.seed, placeKey, seconds.toString(36)];
  return [...header, [...state.done].join(""), checks.join(""), given.join(","), skills.join("")].join(";");
}

/**
 * @param {Given} given
 * @returns {string}
 */
function encodeGiven({ tries, outcome, credit, response }) {
  const percent = outcome === "partial" ? digits(Math.round(credit * 100), 2) : "";
  return `${digits(tries, 1)}${LETTER_OF[outcome]}${percent}${escaped(response)}`;
}

/**
 * @param {string} text
 * @returns {string} without the signs that separate, nor controls
 */
function escaped(text) {
  return text.replace(/[;,%\x00-\x1f\x7f]/g, (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, "0")}`);
}

/**
 * @param {string} text
 * @returns {string}
 */
function unescaped(text) {
  return text.replace(/%([0-9a-f]{2})/g, (_, code) => String.fromCharCode(parseInt(code, 16)));
}

/**
 * @param {string} text what was typed
 * @returns {string} as much of it as is kept; an ellipsis says that there was more
 */
export function shortened(text) {
  if (escaped(text).length <= LONGEST_TEXT) {
    return text;
  }
  let short = "";
  for (const sign of text) {
    if (escaped(short + sign).length > LONGEST_TEXT - 1) {
      break;
    }
    short += sign;
  }
  return `${short}\u2026`;
}

/**
 * @param {string} text
 * @param {number} width
 * @returns {string[]} pieces of this width
 */
function pieces(text, width) {
  return text.match(new RegExp(`[0-9a-z]{${width}}`, "g")) ?? [];
}

/**
 * @param {string} text what an LMS gave back
 * @returns {{state: State, placeKey: string} | null} null for what this player did not write
 */
export function decode(text) {
  const parts = text.split(";");
  const [mark, serial = "", seed = "", placeKey = "", seconds = "", done = "", checks = "", given = "", skills = ""] = parts;
  if (!(mark === MARK && parts.length === 9) && !(mark === MARK_1 && parts.length === 8)) {
    return null;
  }
  const state = {
    serial: parseInt(serial, 36) || 0,
    seed,
    place: "",
    seconds: parseInt(seconds, 36) || 0,
    done: new Set(pieces(done, KEY)),
    checks: new Map(pieces(checks, KEY + 6).map(standing)),
    given: new Map(mark === MARK ? given.split(",").flatMap(givenIn) : pieces(given, KEY + 4).map(givenIn1)),
    skills: new Map(pieces(skills, KEY + 4).map(skillShare)),
  };
  return { state, placeKey };
}

/**
 * @param {string} text
 * @returns {[string, Given][]} nothing for what this player did not write
 */
function givenIn(text) {
  const found = /^([0-9a-z]{6})([0-9a-z])([orwpg])(.*)$/s.exec(text);
  if (!found) {
    return [];
  }
  const [, key = "", tries = "", sign = "", rest = ""] = found;
  const outcome = OUTCOME_OF[sign] ?? "";
  const width = outcome === "partial" ? 2 : 0;
  const credit = outcome === "right" ? 1 : width ? parseInt(rest.slice(0, width), 36) / 100 : 0;
  return [[key, { tries: parseInt(tries, 36), outcome, credit, response: unescaped(rest.slice(width)) }]];
}

/**
 * @param {string} text
 * @returns {[string, number]}
 */
function skillShare(text) {
  return [text.slice(0, KEY), parseInt(text.slice(KEY), 36) / 10000];
}

/**
 * @param {string} text
 * @returns {[string, Standing]}
 */
function standing(text) {
  const best = text.slice(8);
  return [
    text.slice(0, KEY),
    { take: parseInt(text.slice(6, 8), 36), best: best === "zzzz" ? null : parseInt(best, 36) / 10000 },
  ];
}

/**
 * @param {string} text of form 1
 * @returns {[string, Given]}
 */
function givenIn1(text) {
  const outcome = OUTCOMES_1[Number(text[7])] ?? "";
  const bits = parseInt(text.slice(8), 36);
  const response = [...bits.toString(2)].reverse().flatMap((bit, place) => (bit === "1" ? [place.toString(36)] : []));
  const credit = outcome === "right" ? 1 : 0;
  return [text.slice(0, KEY), { tries: parseInt(text.slice(6, 7), 36), outcome, credit, response: response.join("") }];
}
