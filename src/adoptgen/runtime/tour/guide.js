import { PASSIVE, WATCHED, concerns, filled, isDone } from "./acts.js";
import { pattern, say } from "./data.js";
import { el } from "./dom.js";
import { newVisit, send, statement } from "./events.js";
import { find, roots, usable } from "./find.js";
import { settings } from "./library.js";
import { addDone, readPlace, writePlace } from "./memory.js";
import { Panel } from "./panel.js";
import { Stage, goTo } from "./stage.js";

/**
 * The tour itself: which step it is at, looking for its control, hearing what the person does.
 *
 * @typedef {import("./data.js").Tours} Tours
 * @typedef {import("./data.js").Task} Task
 * @typedef {import("./data.js").Step} Step
 * @typedef {import("./stage.js").Card} Card
 */

/** Milliseconds between two looks at the page; on a page where looking takes long, so many times as long as that. */
const EVERY = 200;
const SHARE = 15;
/** Milliseconds without a control before a later step may be the one. */
const AHEAD = 800;
/** Milliseconds without a control before the person is told. */
const MISSING = 4000;
const FAR = 2;
const LAUNCH = /^#adoptgen=([\w.-]+)(?:\/([\w.-]+))?$/;

export class Guide {
  /**
   * @param {Tours} tours
   */
  constructor(tours) {
    this.tours = tours;
    /** @type {Task | null} */
    this.task = null;
    this.at = 0;
    this.visit = "";
    this.since = 0;
    this.told = "";
    /** Whether the next step's control was there when this step began. */
    this.early = false;
    /** @type {Element | null} */
    this.target = null;
    /** @type {WeakSet<Window>} */
    this.heard = new WeakSet();
    this.stage = new Stage(tours, { next: () => this.go(1), back: () => this.go(-1), close: () => this.stop() });
    this.panel = new Panel(tours, settings.base, (task) => this.begin(task, true));
  }

  /**
   * @returns {void}
   */
  open() {
    addEventListener("hashchange", () => this.launched());
    const look = () => {
      const began = performance.now();
      this.look();
      setTimeout(look, Math.max(EVERY, SHARE * (performance.now() - began)));
    };
    setTimeout(look, EVERY);
    const follow = () => {
      if (this.target) this.stage.follow();
      requestAnimationFrame(follow);
    };
    follow();
    if (!this.launched()) this.resume();
  }

  /**
   * @returns {boolean} whether the address asks for a tour: #adoptgen=task or #adoptgen=task/step
   */
  launched() {
    const [, id, step] = LAUNCH.exec(location.hash) ?? [];
    const task = this.tours.tasks.find((one) => one.id === id);
    if (!task) return false;
    history.replaceState(history.state, "", location.pathname + location.search);
    const at = step ? task.steps.findIndex((one) => one.id === step) : 0;
    this.begin(task, false, Math.max(at, 0));
    return true;
  }

  /**
   * @returns {void}
   */
  resume() {
    const place = readPlace();
    const task = this.tours.tasks.find((one) => one.id === place?.task);
    if (!place || !task) {
      this.panel.offer(true);
      return;
    }
    this.task = task;
    this.visit = place.visit;
    this.enter(place.at);
  }

  /**
   * @param {Task} task
   * @param {boolean} move whether the page may be left for the one the task begins on
   * @param {number} [at]
   * @returns {void}
   */
  begin(task, move, at = 0) {
    this.task = task;
    this.visit = newVisit();
    this.panel.offer(false);
    this.say("initialized", null);
    const first = task.steps[at]?.target;
    if (move && pattern(location.pathname) !== pattern(settings.base + task.start) && !(first && find(first))) {
      writePlace({ task: task.id, at, visit: this.visit });
      location.assign(settings.base + task.start);
      return;
    }
    this.enter(at);
  }

  /**
   * @param {number} at
   * @returns {void}
   */
  enter(at) {
    const { task } = this;
    if (!task) return;
    this.at = at;
    this.target = null;
    this.since = Date.now();
    this.told = "";
    this.panel.offer(false);
    writePlace({ task: task.id, at, visit: this.visit });
    if (at >= task.steps.length) {
      this.finish(task);
      return;
    }
    const next = task.steps[at + 1]?.target;
    this.early = Boolean(next && find(next));
    this.look();
  }

  /**
   * @param {number} by
   * @returns {void}
   */
  go(by) {
    if (!this.task || this.at >= this.task.steps.length) this.stop();
    else this.enter(Math.max(this.at + by, 0));
  }

  /**
   * @returns {void}
   */
  look() {
    const step = this.task?.steps[this.at];
    if (!step) return;
    if (step.do === "goto" && pattern(location.pathname) === pattern(settings.base + step.key)) {
      this.enter(this.at + 1);
    } else if (!step.target) {
      this.put(step, null);
    } else if (!this.target || !usable(this.target)) {
      this.target = find(step.target);
      if (!this.target) return this.wait(step);
      this.listen();
      this.put(step, this.target);
    } else if (this.stage.lost) {
      this.told = "";
      this.put(step, this.target);
    }
  }

  /**
   * @param {Step} step
   * @returns {void}
   */
  wait(step) {
    const waited = Date.now() - this.since;
    if (waited > AHEAD && this.ahead()) return;
    if (waited > MISSING && !document.querySelector("input[type=password]")) this.missing(step);
    else if (this.told && this.told !== "missing") this.hide();
  }

  /**
   * @returns {void} the control is gone: a page comes, or a window closes
   */
  hide() {
    this.told = "";
    this.since = Date.now();
    this.stage.clear();
  }

  /**
   * @returns {boolean} whether one of the next steps can be done already: the person went another way
   */
  ahead() {
    const steps = this.task?.steps ?? [];
    for (let at = this.at + 1; at <= Math.min(this.at + FAR, steps.length - 1); at += 1) {
      const target = steps[at]?.target;
      if (target && find(target)) {
        this.enter(at);
        return true;
      }
    }
    return false;
  }

  /**
   * @param {Step} step
   * @param {Element | null} target
   * @returns {void}
   */
  put(step, target) {
    if (this.told === step.id && this.stage.target === target && !this.stage.lost) return;
    if (!this.told) this.say("experienced", step);
    this.told = step.id;
    const more = target ? [this.link("go-to", () => goTo(target))] : [];
    this.stage.show(this.card([step.say, ...step.more], more), target);
  }

  /**
   * @param {Step} step
   * @returns {void}
   */
  missing(step) {
    const { task, told } = this;
    if (!task || (told === "missing" && !this.stage.lost)) return;
    if (told !== "missing") this.say("experienced", step, false);
    this.told = "missing";
    const { words } = this.tours;
    const text = (/** @type {string} */ key) => [{ text: say(words, key) }];
    const start = el("a", { href: settings.base + task.start }, say(words, "missing-start"));
    const guide = task.guide ? [el("p", {}, this.read(task))] : [];
    const card = this.card([text("missing"), step.say, text("missing-help")], [el("p", {}, start), ...guide]);
    this.stage.show({ ...card, alert: true, next: say(words, "skip") }, null);
  }

  /**
   * @param {Card["text"]} text
   * @param {Node[]} more
   * @returns {Card}
   */
  card(text, more) {
    const { words } = this.tours;
    const all = this.task?.steps.length ?? 0;
    return {
      title: this.task?.title ?? "",
      progress: say(words, "step", { n: this.at + 1, all }),
      text,
      next: say(words, this.at + 1 < all ? "next" : "finish"),
      back: this.at > 0,
      alert: false,
      more,
    };
  }

  /**
   * @param {Task} task
   * @returns {HTMLElement}
   */
  read(task) {
    const { words } = this.tours;
    return el("a", { href: task.guide, target: "_blank", rel: "noreferrer" }, say(words, "guide"));
  }

  /**
   * @param {string} word
   * @param {() => void} action
   * @returns {HTMLElement}
   */
  link(word, action) {
    return el("button", { type: "button", class: "adoptgen-link", onclick: action }, say(this.tours.words, word));
  }

  /**
   * @param {Task} task
   * @returns {void} said until it is closed, at most on two pages
   */
  finish(task) {
    const first = this.at === task.steps.length;
    if (first) {
      addDone(task.id);
      this.say("completed", null);
    }
    // once more on the next page: the last step's own page load may take this one away before it is read
    writePlace(first ? { task: task.id, at: this.at + 1, visit: this.visit } : null);
    const { words } = this.tours;
    const card = {
      title: task.title,
      progress: "",
      text: [[{ text: say(words, "finished") }]],
      next: say(words, "close"),
      back: false,
      alert: false,
    };
    this.stage.show(card, null);
  }

  /**
   * @returns {void}
   */
  stop() {
    if (this.task && this.at < this.task.steps.length) this.say("terminated", null);
    this.task = null;
    this.target = null;
    this.told = "";
    writePlace(null);
    this.stage.clear();
    this.panel.offer(true);
  }

  /**
   * @param {string} verb
   * @param {Step | null} step
   * @param {boolean} [success]
   * @returns {void}
   */
  say(verb, step, success) {
    if (this.task) send(statement(verb, this.tours.language, this.visit, this.task, step, success));
  }

  /**
   * @returns {void} hears the page and the frames in it
   */
  listen() {
    for (const root of roots()) {
      const view = root instanceof ShadowRoot ? null : root.defaultView;
      if (view && !this.heard.has(view)) {
        this.heard.add(view);
        for (const type of WATCHED) view.addEventListener(type, (event) => this.hear(event), { capture: true });
      }
    }
  }

  /**
   * @param {Event} event
   * @returns {void}
   */
  hear(event) {
    const step = this.task?.steps[this.at];
    if (!step || !this.target) return;
    const done = this.doneBy(event);
    if (done >= 0) {
      // written down at once: the page may be gone before anything else runs
      const { at, visit } = this;
      writePlace({ task: this.task?.id ?? "", at: done + 1, visit });
      setTimeout(() => this.at === at && this.visit === visit && this.enter(done + 1)); // one act may make two events
    } else if (step.do === "fill" && event.type === "input" && event.composedPath().includes(this.target)) {
      this.typed(event);
    }
  }

  /**
   * @param {Event} event
   * @returns {number} the step that is done now: this one, or the next after those that are only read; -1: none
   */
  doneBy(event) {
    const steps = this.task?.steps ?? [];
    for (let at = this.at; at < steps.length; at += 1) {
      const step = steps[at];
      if (!step) break;
      const target = at === this.at ? this.target : step.target && concerns(step, event) && find(step.target);
      if (target && isDone(step, target, event)) return at;
      if (!PASSIVE.has(step.do)) break;
    }
    return -1;
  }

  /**
   * @param {Event} event
   * @returns {void} typing that brings up what the next step needs, as a list of hits, has done its part
   */
  typed(event) {
    const next = this.task?.steps[this.at + 1]?.target;
    const at = this.at;
    if (!next || this.early || !filled(event)) return;
    const until = Date.now() + MISSING;
    const check = () => {
      if (this.at !== at || !this.task) return;
      if (find(next)) this.enter(at + 1);
      else if (Date.now() < until) setTimeout(check, EVERY);
    };
    setTimeout(check, EVERY);
  }
}

/**
 * @returns {boolean} whether another tour script leads here already: one in the page around, or the other kind
 */
function isLed() {
  try {
    if (parent !== window && parent.document) return true;
  } catch {
    // a portal of another host around the application
  }
  const { dataset } = document.documentElement;
  const led = "adoptgenTours" in dataset;
  dataset.adoptgenTours = "";
  return led;
}

/**
 * @param {Tours} tours
 * @returns {void}
 */
export function open(tours) {
  if (isLed()) return;
  const ready = () => new Guide(tours).open();
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", ready, { once: true });
  else ready();
}
