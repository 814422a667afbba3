import { settings } from "./library.js";

/**
 * What an endpoint hears, if the programme names one: xAPI 1.0.3 statements about somebody without a name, who is
 * somebody else at the next tour.
 *
 * @typedef {import("./data.js").Task} Task
 * @typedef {import("./data.js").Step} Step
 */

const VERBS = "http://adlnet.gov/expapi/verbs/";
const TYPES = "http://adlnet.gov/expapi/activities/";

/**
 * @param {string} verb
 * @param {string} language
 * @param {string} visit
 * @param {Task} task
 * @param {Step | null} step
 * @param {boolean} [success]
 * @returns {Record<string, unknown>}
 */
export function statement(verb, language, visit, task, step, success) {
  const whole = `${settings.space}walkthrough/${task.id}`;
  const name = { [language]: task.title };
  return {
    actor: { objectType: "Agent", account: { homePage: settings.home || location.origin, name: `tour-${visit}` } },
    verb: { id: `${VERBS}${verb}`, display: { en: verb } },
    object: step
      ? { objectType: "Activity", id: `${whole}#${step.id}`, definition: { type: `${TYPES}interaction` } }
      : { objectType: "Activity", id: whole, definition: { type: `${TYPES}simulation`, name } },
    ...(success === undefined ? {} : { result: { success } }),
    context: {
      platform: "adoptgen tour",
      language,
      ...(step ? { contextActivities: { parent: [{ objectType: "Activity", id: whole }] } } : {}),
    },
  };
}

/**
 * @param {Record<string, unknown>} said
 * @returns {void} nobody waits for it: a record keeper that is away stops no work
 */
export function send(said) {
  if (!settings.events) return;
  const headers = { "Content-Type": "application/json", "X-Experience-API-Version": "1.0.3" };
  const body = JSON.stringify(said);
  fetch(`${settings.events}statements`, { method: "POST", headers, body, keepalive: true, credentials: "omit" }).catch(
    () => undefined,
  );
}

/**
 * @returns {string} letters of nobody in particular
 */
export function newVisit() {
  return [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
