/**
 * What is said and done, as the build writes it: one file per language.
 *
 * @typedef {{text: string, bold?: boolean, italic?: boolean, code?: boolean, link?: string}} Span
 *
 * @typedef {object} Target
 * @property {string} role ARIA role; empty where only CSS is known
 * @property {string[]} names accessible names in all languages of the application that are known
 * @property {string} near name of what stands around it
 * @property {string[]} css fallbacks, in order
 *
 * @typedef {object} Step
 * @property {string} id
 * @property {string} do
 * @property {string} key key that is pressed, path that is gone to
 * @property {Target | null} target
 * @property {Span[]} say
 * @property {Span[][]} more
 *
 * @typedef {object} Task
 * @property {string} id
 * @property {string} title
 * @property {string} summary
 * @property {number} minutes
 * @property {string} start
 * @property {string[]} pages paths it takes place on; `*` for what has a number
 * @property {string[]} roles
 * @property {string} guide
 * @property {Step[]} steps
 *
 * @typedef {object} Tours
 * @property {string} language
 * @property {string} direction
 * @property {Record<string, string>} words
 * @property {{id: string, title: string}[]} roles
 * @property {Task[]} tasks
 */

const DIGIT = /\d/;

/**
 * @param {string} path
 * @returns {string} what has a number in it is any number
 */
export function pattern(path) {
  const parts = path.split("/").map((part) => (DIGIT.test(part) ? "*" : part));
  return parts.join("/").replace(/(.)\/$/, "$1");
}

/**
 * @param {string[]} wanted BCP 47 tags, the best first
 * @param {string[]} known
 * @returns {string} one of the known
 */
export function bestLanguage(wanted, known) {
  for (const tag of wanted) {
    const low = tag.toLowerCase();
    const found =
      known.find((one) => one.toLowerCase() === low) ??
      known.find((one) => one.toLowerCase().split("-")[0] === low.split("-")[0]);
    if (found) return found;
  }
  return known[0] ?? "";
}

/**
 * @param {Record<string, string>} words
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function say(words, key, values = {}) {
  return (words[key] ?? key).replace(/\{(\w+)\}/g, (all, name) => String(values[name] ?? all));
}
