import { firstKey, howKey, orderOf, saidOf, seatOf } from "./asking.js";
import { el, icon, markup } from "./dom.js";
import { isNeutral, isWhole, judge } from "./judge.js";
import { Words } from "./words.js";

/**
 * The questions on a page of the guide site: the controls and the judge of the player, without a course around them.
 * Nothing is kept and nothing is sent. Without this script the page shows the question and its answer.
 *
 * @typedef {import("./course.js").Question} Question
 * @typedef {import("./seat.js").Seat} Seat
 * @typedef {import("./seat.js").Phase} Phase
 * @typedef {{question: Question, links: Record<string, string>}} Sheet
 */

const OWN_IDS = "[id]";
const REFERENCES = ["for", "aria-describedby"];

class Check {
  /**
   * @param {HTMLElement} section
   * @param {Words} words
   * @param {number} number of the question on its page
   */
  constructor(section, words, number) {
    /** @type {Sheet} */
    const { question, links } = JSON.parse(section.dataset["question"] ?? "");
    this.question = question;
    this.links = links;
    this.words = words;
    /** @type {Phase} */
    this.phase = "answering";
    this.response = "";
    const { key, way } = question;
    const page = { question, seed: key, mix: way === "categories", order: orderOf(question, key, way === "matching") };
    this.seat = seatOf({ page, words, changed: () => this.rethink() });
    this.status = el("div", { class: "feedback", role: "status" });
    this.buttons = el("div", { class: "ag-check__act" });
    this.form = this.build(number);
    this.draw();
    section.querySelector("[data-still]")?.replaceWith(this.form);
  }

  /** @param {number} number */
  build(number) {
    const how = howKey(this.question);
    const told = how ? el("p", { class: "several", id: "how" }, this.words.say(how)) : null;
    const group = { "aria-labelledby": `check-${number}`, "aria-describedby": told ? "how" : null };
    const form = el(
      "form",
      { class: "question", onsubmit: (event) => this.submit(event) },
      el("fieldset", group, told, ...this.seat.rows),
      isNeutral(this.question) ? el("p", { class: "several" }, this.words.say("yours-alone")) : null,
      this.buttons,
      this.status,
    );
    for (const owner of form.querySelectorAll(OWN_IDS)) {
      owner.id = `${owner.id}-${number}`;
    }
    for (const name of REFERENCES) {
      for (const user of form.querySelectorAll(`[${name}]`)) {
        user.setAttribute(name, `${user.getAttribute(name)}-${number}`);
      }
    }
    return form;
  }

  /** @param {Event} event */
  submit(event) {
    event.preventDefault();
    const response = this.seat.response();
    if (!isWhole(this.question, response)) {
      this.status.replaceChildren(el("p", { class: "ask-first" }, this.words.say(firstKey(this.question))));
      this.seat.first()?.focus();
      return;
    }
    const { credit, neutral } = judge(this.question, response);
    this.turn(neutral || credit === 1 ? "ended" : "wrong", response);
  }

  /**
   * @param {Phase} phase
   * @param {string} response
   */
  turn(phase, response) {
    this.phase = phase;
    this.response = response;
    const inside = this.buttons.contains(document.activeElement);
    this.draw();
    if (inside) {
      this.buttons.querySelector("button")?.focus();
    }
  }

  rethink() {
    if (this.phase === "wrong") {
      this.turn("answering", "");
    }
  }

  again() {
    this.turn("answering", "");
    this.seat.clear();
    this.seat.first()?.focus();
  }

  draw() {
    const credit = this.phase === "answering" ? 0 : judge(this.question, this.response).credit;
    this.seat.draw(this.response, this.phase);
    this.buttons.replaceChildren(...this.acts(credit));
    this.status.dataset["state"] = this.phase === "answering" || isNeutral(this.question) ? "" : stateOfCredit(credit);
    this.status.replaceChildren(...(this.phase === "answering" ? [] : this.lines(credit)));
    for (const link of this.form?.querySelectorAll('a[href^="#"]') ?? []) {
      link.setAttribute("href", this.links[link.getAttribute("href") ?? ""] ?? "#");
    }
  }

  /**
   * @param {number} credit
   * @returns {Node[]}
   */
  acts(credit) {
    const { question, words, phase } = this;
    if (question.way === "likert") {
      return [];
    }
    if (phase === "answering") {
      const label = isNeutral(question) ? "compare" : "check-answer";
      return [el("button", { class: "ag-button ag-button--primary", type: "submit" }, words.say(label))];
    }
    const again = el("button", { class: "ag-button", type: "button", onclick: () => this.again() }, words.say("try-again"));
    const show = () => this.turn("ended", this.response);
    const answer = el("button", { class: "ag-button ag-button--quiet", type: "button", onclick: show }, words.say("show-answer"));
    return phase === "wrong" ? [again, answer] : credit === 1 ? [] : [again];
  }

  /**
   * @param {number} credit
   * @returns {Node[]}
   */
  lines(credit) {
    const { question, words, phase } = this;
    const said = [...saidOf(question, this.response, phase === "ended"), question.feedback].filter((line) => line.length);
    const sign = { right: icon("tick"), caution: icon("warning"), wrong: icon("cross") }[stateOfCredit(credit)];
    const title = credit === 1 ? "right" : credit > 0 ? "partly-right" : phase === "ended" ? "not-right" : "not-yet";
    return [
      ...(isNeutral(question) ? [] : [el("p", { class: "title" }, sign, words.say(title))]),
      ...said.map((line) => el("p", {}, ...markup(line))),
    ];
  }
}

/**
 * @param {number} credit
 * @returns {"right" | "caution" | "wrong"}
 */
function stateOfCredit(credit) {
  return credit === 1 ? "right" : credit > 0 ? "caution" : "wrong";
}

const checks = document.querySelector("[data-asking]");
if (checks instanceof HTMLElement) {
  const words = new Words(JSON.parse(checks.dataset["asking"] ?? "{}"), document.documentElement.lang);
  for (const [at, section] of [...document.querySelectorAll("[data-question]")].entries()) {
    if (section instanceof HTMLElement) {
      new Check(section, words, at + 1);
    }
  }
}
