import { firstKey, howKey, saidOf, seatOf } from "./asking.js";
import { el, icon, markup } from "./dom.js";
import { isNeutral, isWhole, judge } from "./judge.js";

/**
 * One question: native controls, feedback in the margin so that the answers never move.
 *
 * @typedef {import("./player.js").Player} Player
 * @typedef {import("./pages.js").QuestionPage} QuestionPage
 * @typedef {import("./state.js").Given} Given
 * @typedef {import("./state.js").Outcome} Outcome
 * @typedef {import("./seat.js").Phase} Phase
 * @typedef {import("./seat.js").Seat} Seat
 */

const FORM = "question";
const PRACTICE_TRIES = 2;

export class QuestionView {
  /**
   * @param {Player} player
   * @param {QuestionPage} page
   */
  constructor(player, page) {
    this.player = player;
    this.page = page;
    this.words = player.words;
    this.most = triesOf(page);
    this.shown = player.clock();
    /** @type {Phase} */
    this.phase = this.given.outcome ? "ended" : "answering";
    this.seat = seatOf({ page, words: player.words, test: page.unit.kind === "check", changed: () => this.rethink() });
    this.status = el("div", { class: "feedback", role: "status" });
    this.facts = el("div", { class: "facts" });
    this.element = this.build();
    this.draw();
  }

  /** @returns {Given} */
  get given() {
    return this.player.state.given.get(this.page.question.key) ?? { tries: 0, outcome: "", credit: 0, response: "" };
  }

  build() {
    const { question, number, of, unit } = this.page;
    const practice = unit.kind === "lesson";
    const eyebrow = practice ? this.words.say("practice") : this.words.say("question-number", { n: number, of });
    const how = howKey(question);
    const several = how ? el("p", { class: "several", id: "several" }, this.words.say(how)) : null;
    const legend = el(
      "legend",
      {},
      el("span", { class: "eyebrow" }, eyebrow),
      el("h1", { tabindex: -1 }, ...markup(question.ask)),
    );
    const answers = el(
      "fieldset",
      { "aria-describedby": several ? "several" : null },
      legend,
      several,
      ...this.seat.rows,
    );
    const form = el("form", { id: FORM, class: "question", onsubmit: (event) => this.submit(event) }, answers);
    return el(
      "div",
      { class: "asking" },
      form,
      el("aside", { class: "margin", "aria-label": this.words.say("help") }, this.facts, this.status),
    );
  }

  primary() {
    const neutral = isNeutral(this.page.question);
    const labels = { answering: neutral ? "send-answer" : "check-answer", wrong: "try-again", ended: "continue" };
    return { label: this.words.say(labels[this.phase]), forward: this.phase === "ended", form: FORM };
  }

  /** @param {Event} event */
  submit(event) {
    event.preventDefault();
    if (this.phase === "ended") {
      this.player.next();
    } else if (this.phase === "wrong") {
      this.again();
    } else {
      this.check();
    }
  }

  /** Another answer is chosen while the last one is still marked wrong. */
  rethink() {
    if (this.phase === "wrong") {
      this.phase = "answering";
      this.draw();
      this.player.drawFooter();
    }
  }

  again() {
    this.phase = "answering";
    this.seat.clear();
    this.draw();
    this.player.drawFooter();
    this.seat.first()?.focus();
  }

  check() {
    const { question } = this.page;
    const response = this.seat.response();
    if (!isWhole(question, response)) {
      this.status.replaceChildren(el("p", { class: "ask-first" }, this.words.say(firstKey(question))));
      this.seat.first()?.focus();
      return;
    }
    const { credit, neutral } = judge(question, response);
    const tries = this.given.tries + 1;
    const outcome = neutral ? "given" : outcomeOf(credit, tries >= this.most);
    const seconds = this.player.clock() - this.shown;
    this.shown = this.player.clock();
    this.phase = outcome ? "ended" : "wrong";
    this.player.answered(this.page, { tries, outcome, credit, response }, seconds);
    const inside = this.element.contains(document.activeElement);
    this.draw();
    this.player.drawFooter(inside && this.phase === "ended");
    this.element.querySelector(".verdict:not(:empty)")?.scrollIntoView({ block: "nearest" });
  }

  draw() {
    const { response, outcome } = this.given;
    this.seat.draw(response, this.phase);
    this.facts.hidden = this.phase !== "answering";
    this.facts.replaceChildren(...(this.phase === "answering" ? this.factLines() : []));
    this.status.dataset["state"] = this.phase === "answering" ? "" : STATES[outcome];
    this.status.replaceChildren(...(this.phase === "answering" ? [] : this.feedbackLines()));
  }

  /** @returns {Node[]} */
  factLines() {
    const { question, unit } = this.page;
    const skill = this.player.course.skills.find((one) => one.ref === question.shows);
    const left = this.words.count("tries-left", this.most - this.given.tries);
    const lines = el("dl", {});
    if (skill) {
      lines.append(
        el("dt", {}, this.words.say("shows-skill")),
        el("dd", {}, this.words.say("skill-level", { skill: skill.title, n: skill.level })),
      );
    }
    lines.append(el("dt", {}, this.words.say("attempts")), el("dd", {}, left));
    if (unit.kind === "lesson" || isNeutral(question)) {
      lines.append(el("dt", {}, this.words.say("score")), el("dd", {}, this.words.say("not-scored")));
    }
    return [lines, this.keyboard(), ...(question.hint.length ? [this.hint()] : [])];
  }

  keyboard() {
    const names = this.seat.keys.map((key) => el("kbd", {}, key.startsWith("key-") ? this.words.say(key) : key));
    return el(
      "dl",
      { class: "keyboard" },
      el("dt", {}, this.words.say("keyboard")),
      el(
        "dd",
        {},
        ...names.flatMap((name) => [name, " "]),
        names.length ? `${this.words.say("key-choose")} ` : "",
        el("kbd", {}, this.words.say("key-enter")),
        " ",
        this.words.say("key-check"),
      ),
    );
  }

  hint() {
    const text = el("p", { class: "hint-text" });
    const show = () => {
      const open = button.getAttribute("aria-expanded") === "true";
      button.setAttribute("aria-expanded", String(!open));
      text.replaceChildren(...(open ? [] : markup(this.page.question.hint)));
    };
    const button = el(
      "button",
      { class: "outlined small", type: "button", "aria-expanded": "false", onclick: show },
      icon("bulb"),
      this.words.say("hint"),
    );
    return el("div", { class: "hint" }, button, el("div", { "aria-live": "polite" }, text));
  }

  /** @returns {Node[]} */
  feedbackLines() {
    const { question } = this.page;
    const { outcome, response, tries } = this.given;
    const right = outcome === "right";
    const good = right || outcome === "given";
    const ended = outcome === "wrong" || outcome === "partial";
    const lines = [...saidOf(question, response, ended), question.feedback].filter((line) => line.length);
    const again = good ? null : this.player.teaching(question.shows)[0];
    return [
      el("h2", {}, icon(outcome === "partial" ? "warning" : good ? "tick" : "cross"), this.words.say(TITLES[outcome])),
      ...lines.map((line) => el("p", {}, ...markup(line))),
      ...(again
        ? [el("p", {}, el("a", { href: `#${again.id}` }, this.words.say("read-again", { title: again.title })))]
        : []),
      el("p", { class: "aside" }, this.consequence(outcome, this.most - tries)),
    ];
  }

  /**
   * @param {Outcome} outcome
   * @param {number} left
   */
  consequence(outcome, left) {
    const { unit, question } = this.page;
    if (unit.kind === "lesson" || outcome === "given") {
      return this.words.say("not-scored");
    }
    if (outcome === "right") {
      return this.words.count("worth", question.weight);
    }
    if (outcome === "partial") {
      return this.words.count("worth-part", question.weight, { points: this.given.credit * question.weight, of: question.weight });
    }
    return this.phase === "ended" ? this.words.say("no-points") : this.words.count("tries-left-sentence", left);
  }
}

const STATES = { "": "wrong", right: "right", partial: "caution", wrong: "wrong", given: "right" };
const TITLES = { "": "not-yet", right: "right", partial: "partly-right", wrong: "not-right", given: "noted" };

/**
 * @param {QuestionPage} page
 * @returns {number} tries before the answer is shown
 */
function triesOf({ unit, question }) {
  if (unit.kind === "check" && unit.pretest) {
    return 1;
  }
  return question.tries ?? (unit.kind === "check" ? unit.tries : PRACTICE_TRIES);
}

/**
 * @param {number} credit
 * @param {boolean} last
 * @returns {Outcome}
 */
function outcomeOf(credit, last) {
  if (credit === 1) {
    return "right";
  }
  return last ? (credit > 0 ? "partial" : "wrong") : "";
}
