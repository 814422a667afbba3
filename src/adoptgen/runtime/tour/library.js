/**
 * What the linker puts in: driver.js, and what a build knows of the application. Nothing of it reaches the page's own
 * globals.
 *
 * @typedef {object} PopoverParts
 * @property {HTMLElement} wrapper
 * @property {HTMLElement} title
 * @property {HTMLElement} description
 * @property {HTMLElement} progress
 * @property {HTMLElement} footer
 * @property {HTMLButtonElement} previousButton
 * @property {HTMLButtonElement} nextButton
 * @property {HTMLButtonElement} closeButton
 *
 * @typedef {object} Drive
 * @property {(step: {element?: Element, popover: Record<string, unknown>}) => void} highlight
 * @property {() => void} refresh
 * @property {() => void} destroy
 * @property {(key: string) => any} getState
 *
 * @typedef {object} Settings
 * @property {string} application id
 * @property {string[]} languages those there is a file of, the source language first
 * @property {string} base path of the application below its host, without a slash at the end
 * @property {string} home address of the application; empty where nobody said it
 * @property {string} events endpoint that hears of tours; empty: nothing is sent
 * @property {string} space begin of all activity ids
 */

/** @type {{driver?: {js: {driver: (options: Record<string, unknown>) => Drive}}}} */
export const library = {};

/** @type {Settings} */
export const settings = { application: "", languages: [], base: "", home: "", events: "", space: "" };
