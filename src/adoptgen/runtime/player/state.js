/**
 * What a learner did, as a value, and its compact form for cmi.suspend_data.
 *
 * Form 1: `ag1;n;seed;place;seconds;units;checks;questions`, everything under the short keys of course.js, so that
 * order and number of units may change between two packages. Per unit done 6 characters; per check 12 (key, take,
 * hundredths of a percent of the best take, whether a take is complete); per question 10 (key, tries, outcome, chosen
 * answers as bits in base 36). courses/model.py counts with the same numbers.
 *
 * @typedef {"" | "right" | "wrong"} Outcome "" while tries are left
 * @typedef {{tries: number, outcome: Outcome, chosen: number}} Given `chosen` has bit n for answer n as written
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
 */

const MARK = "ag1";
const KEY = 6;
const OUTCOMES = /** @type {const} */ (["", "right", "wrong"]);
const MOST_SECONDS = 36 ** 5 - 1;

/**
 * @param {string} seed
 * @returns {State}
 */
export function freshState(seed) {
  return { serial: 0, seed, place: "", seconds: 0, done: new Set(), checks: new Map(), given: new Map() };
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
  const given = [...state.given].map(
    ([key, { tries, outcome, chosen }]) => `${key}${digits(tries, 1)}${OUTCOMES.indexOf(outcome)}${digits(chosen, 2)}`,
  );
  const seconds = Math.min(Math.round(state.seconds), MOST_SECONDS);
  const header = [MARK, state.serial.toString(36), state.seed, placeKey, seconds.toString(36)];
  return [...header, [...state.done].join(""), checks.join(""), given.join("")].join(";");
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
  if (parts.length !== 8 || parts[0] !== MARK) {
    return null;
  }
  const [, serial = "", seed = "", placeKey = "", seconds = "", done = "", checks = "", given = ""] = parts;
  const state = {
    serial: parseInt(serial, 36) || 0,
    seed,
    place: "",
    seconds: parseInt(seconds, 36) || 0,
    done: new Set(pieces(done, KEY)),
    checks: new Map(pieces(checks, KEY + 6).map(standing)),
    given: new Map(pieces(given, KEY + 4).map(given1)),
  };
  return { state, placeKey };
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
 * @param {string} text
 * @returns {[string, Given]}
 */
function given1(text) {
  const outcome = OUTCOMES[Number(text[7])] ?? "";
  return [text.slice(0, KEY), { tries: parseInt(text.slice(6, 7), 36), outcome, chosen: parseInt(text.slice(8), 36) }];
}
