/**
 * What must outlive a page: where somebody is in a tour (this tab only), what is done, the role (this browser). A
 * browser that keeps nothing loses no more than that.
 *
 * @typedef {{task: string, at: number, visit: string}} Place
 */

const PLACE = "adoptgen.tour";
const DONE = "adoptgen.tours-done";
const ROLE = "adoptgen.role";

/**
 * @param {() => Storage} store
 * @param {string} key
 * @returns {string}
 */
function read(store, key) {
  try {
    return store().getItem(key) ?? "";
  } catch {
    return "";
  }
}

/**
 * @param {() => Storage} store
 * @param {string} key
 * @param {string} text empty: forget it
 * @returns {void}
 */
function write(store, key, text) {
  try {
    if (text) store().setItem(key, text);
    else store().removeItem(key);
  } catch {
    // a full or forbidden store: the tour goes on until the page is left
  }
}

const tab = () => sessionStorage;
const browser = () => localStorage;

/**
 * @returns {Place | null}
 */
export function readPlace() {
  const [task, at, visit] = read(tab, PLACE).split(" ");
  const number = Number(at);
  return task && visit && Number.isInteger(number) && number >= 0 ? { task, at: number, visit } : null;
}

/**
 * @param {Place | null} place
 * @returns {void}
 */
export function writePlace(place) {
  write(tab, PLACE, place ? `${place.task} ${place.at} ${place.visit}` : "");
}

/**
 * @returns {Set<string>} tasks done to the end
 */
export function readDone() {
  return new Set(read(browser, DONE).split(" ").filter(Boolean));
}

/**
 * @param {string} task
 * @returns {void}
 */
export function addDone(task) {
  write(browser, DONE, [...readDone().add(task)].join(" "));
}

/**
 * @returns {string} role id; empty: all tasks are shown
 */
export function readRole() {
  return read(browser, ROLE);
}

/**
 * @param {string} role
 * @returns {void}
 */
export function writeRole(role) {
  write(browser, ROLE, role);
}
