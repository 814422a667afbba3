import { OURS, el } from "./dom.js";
import { pattern, say } from "./data.js";
import { readDone, readRole, writeRole } from "./memory.js";

/**
 * The list of tasks, those of this page first: a button in the corner, and what it opens.
 *
 * @typedef {import("./data.js").Tours} Tours
 * @typedef {import("./data.js").Task} Task
 */

export class Panel {
  /**
   * @param {Tours} tours
   * @param {string} base
   * @param {(task: Task) => void} start
   */
  constructor(tours, base, start) {
    this.tours = tours;
    this.base = base;
    this.start = start;
    const title = say(tours.words, "launcher");
    this.button = el("button", {
      type: "button",
      class: "adoptgen-launcher",
      "aria-expanded": "false",
      "aria-controls": "adoptgen-panel",
      onclick: () => this.turn(this.list.hidden === true),
    });
    this.button.append(el("span", { "aria-hidden": "true" }, "?"), el("span", { class: "adoptgen-hint" }, title));
    this.list = el("div", { id: "adoptgen-panel", class: "adoptgen-panel", hidden: true });
    this.frame = el(
      "aside",
      { class: "adoptgen-tours", "aria-label": title, lang: tours.language, dir: tours.direction, [OURS]: "" },
      this.list,
      this.button,
    );
    this.frame.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || this.list.hidden) return;
      this.turn(false);
      this.button.focus();
    });
  }

  /**
   * @param {boolean} shown
   * @returns {void} the button is not there while a tour runs
   */
  offer(shown) {
    if (shown && this.tours.tasks.length) document.body.append(this.frame);
    else this.frame.remove();
    this.turn(false);
  }

  /**
   * @param {boolean} open
   * @returns {void}
   */
  turn(open) {
    if (open) this.fill();
    this.list.hidden = !open;
    this.button.setAttribute("aria-expanded", String(open));
  }

  /**
   * @returns {void}
   */
  fill() {
    const { words, tasks } = this.tours;
    const known = this.tours.roles.some((role) => role.id === readRole()) ? readRole() : "";
    const own = known ? tasks.filter((task) => task.roles.includes(known)) : tasks;
    const here = own.filter((task) => this.isHere(task));
    const rest = own.filter((task) => !this.isHere(task));
    const done = own.filter((task) => readDone().has(task.id)).length;
    this.list.replaceChildren(
      el("h2", {}, say(words, "tasks")),
      el("p", { class: "adoptgen-count" }, say(words, "done-of", { done, all: own.length })),
      this.roles(known),
      ...this.section("here", here),
      ...this.section(here.length ? "elsewhere" : "all", rest),
    );
  }

  /**
   * @param {string} known
   * @returns {Node}
   */
  roles(known) {
    const { words, roles } = this.tours;
    const select = el("select", {
      onchange: () => {
        writeRole(select.value);
        this.fill();
        this.list.querySelector("select")?.focus();
      },
    });
    const choices = [{ id: "", title: say(words, "every-role") }, ...roles];
    select.append(...choices.map(({ id, title }) => el("option", { value: id, selected: id === known }, title)));
    return el("label", { class: "adoptgen-role" }, say(words, "role"), select);
  }

  /**
   * @param {string} head
   * @param {Task[]} tasks
   * @returns {Node[]}
   */
  section(head, tasks) {
    if (!tasks.length) return [];
    const { words } = this.tours;
    return [el("h3", {}, say(words, head)), el("ul", {}, ...tasks.map((task) => el("li", {}, this.item(task, words))))];
  }

  /**
   * @param {Task} task
   * @param {Record<string, string>} words
   * @returns {Node}
   */
  item(task, words) {
    const done = readDone().has(task.id);
    const mark = el("span", { class: done ? "adoptgen-tick adoptgen-ticked" : "adoptgen-tick", "aria-hidden": "true" });
    const state = done ? [el("span", { class: "adoptgen-voice" }, say(words, "is-done"))] : [];
    const length = el("span", { class: "adoptgen-minutes" }, say(words, "minutes", { minutes: task.minutes }));
    const title = el("span", { class: "adoptgen-title" }, task.title);
    return el("button", { type: "button", onclick: () => this.start(task) }, mark, title, ...state, " ", length);
  }

  /**
   * @param {Task} task
   * @returns {boolean}
   */
  isHere(task) {
    const path = location.pathname;
    const below = path.startsWith(`${this.base}/`) ? path.slice(this.base.length) : path;
    return task.pages.includes(pattern(below));
  }
}
