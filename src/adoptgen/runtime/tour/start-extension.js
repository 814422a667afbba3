import { bestLanguage } from "./data.js";
import { open } from "./guide.js";
import { settings } from "./library.js";

/**
 * The tours as a browser extension: texts come out of the extension, never from a host.
 */

/**
 * @returns {Promise<void>}
 */
async function begin() {
  const language = bestLanguage([document.documentElement.lang, ...navigator.languages], settings.languages);
  const browser = /** @type {{chrome: {runtime: {getURL: (name: string) => string}}}} */ (
    /** @type {unknown} */ (globalThis)
  ).chrome;
  const answer = await fetch(browser.runtime.getURL(`${language}.json`));
  if (answer.ok) open(await answer.json());
}

begin();
