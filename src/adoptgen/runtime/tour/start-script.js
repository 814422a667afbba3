import { bestLanguage } from "./data.js";
import { open } from "./guide.js";
import { settings } from "./library.js";

/**
 * The tours of an application that one may add a script to: style and texts lie beside it, on the same host.
 */

const { currentScript } = document;
const own = currentScript instanceof HTMLScriptElement ? currentScript.src : location.href;
const style = document.createElement("link");
style.rel = "stylesheet";
style.href = new URL("tour.css", own).href;
const dressed = new Promise((done) => {
  style.onload = done;
  style.onerror = done;
});
document.head.append(style);

/**
 * @returns {Promise<void>}
 */
async function begin() {
  const language = bestLanguage([document.documentElement.lang, ...navigator.languages], settings.languages);
  const answer = await fetch(new URL(`${language}.json`, own));
  await dressed; // a text without its style would be placed by the wrong size
  if (answer.ok) open(await answer.json());
}

if (document.readyState === "loading") addEventListener("DOMContentLoaded", begin, { once: true });
else begin();
