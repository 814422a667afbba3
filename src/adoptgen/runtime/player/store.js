/**
 * What is kept in this browser: a copy of what an LMS did not take, and the colour scheme. Storage may be forbidden or
 * full; then nothing is kept and nothing breaks.
 */

const PREFIX = "adoptgen:";

/**
 * @param {string} name
 * @returns {unknown} what was kept under this name, or null
 */
export function recall(name) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + name) ?? "null");
  } catch {
    return null;
  }
}

/**
 * @param {string} name
 * @param {unknown} value null forgets it
 * @returns {boolean} whether it is kept
 */
export function keep(name, value) {
  try {
    if (value === null) {
      localStorage.removeItem(PREFIX + name);
    } else {
      localStorage.setItem(PREFIX + name, JSON.stringify(value));
    }
    return true;
  } catch {
    return false;
  }
}
