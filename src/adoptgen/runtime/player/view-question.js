import { el, icon, markup } from "./dom.js";

/**
 * One question: native radio buttons or check boxes, feedback in the margin so that the answers never move.
 *
 * @typedef {import("./player.js").Player} Player
 * @typedef {import("./pages.js").QuestionPage} QuestionPage
 * @typedef {import("./state.js").Given} Given
 * @typedef {"answering" | "wrong" | "ended"} Phase
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
    this.most = page.unit.kind === "check" ? page.unit.tries : PRACTICE_TRIES;
    this.shown = player.clock();
    /** @type {Phase} */
    this.phase = this.given.outcome ? "ended" : "answering";
    this.inputs = page.order.map((place) => this.input(place));
    this.rows = this.inputs.map((input, at) => this.row(input, page.order[at] ?? 0));
    this.status = el("div", { class: "feedback", role: "status" });
    this.facts = el("div", { class: "facts" });
    this.element = this.build();
    this.draw();
  }

  /** @returns {Given} */
  get given() {
    return this.player.state.given.get(this.page.question.key) ?? { tries: 0, outcome: "", chosen: 0 };
  }

  build() {
    const { question, number, of, unit } = this.page;
    const practice = unit.kind === "lesson";
    const eyebrow = practice ? this.words.say("practice") : this.words.say("question-number", { n: number, of });
    const several = question.several
      ? el("p", { class: "several", id: "several" }, this.words.say("choose-several"))
      : null;
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
      el("div", { class: "answers" }, ...this.rows),
    );
    const form = el("form", { id: FORM, class: "question", onsubmit: (event) => this.submit(event) }, answers);
    return el(
      "div",
      { class: "asking" },
      form,
      el("aside", { class: "margin", "aria-label": this.words.say("help") }, this.facts, this.status),
    );
  }

  /** @param {number} place */
  input(place) {
    const { several } = this.page.question;
    return el("input", {
      type: several ? "checkbox" : "radio",
      name: "answer",
      value: place,
      onchange: () => this.rethink(),
    });
  }

  /**
   * @param {HTMLInputElement} input
   * @param {number} place
   */
  row(input, place) {
    const text = el("span", { class: "answer-text" }, ...markup(this.page.question.answers[place]?.text ?? []));
    return el("label", { class: "answer" }, input, text, el("span", { class: "verdict" }));
  }

  primary() {
    const labels = { answering: "check-answer", wrong: "try-again", ended: "continue" };
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
    for (const input of this.inputs) {
      input.checked = false;
    }
    this.draw();
    this.player.drawFooter();
    this.inputs[0]?.focus();
  }

  check() {
    const chosen = this.inputs
      .filter((input) => input.checked)
      .map((input) => Number(input.value))
      .sort();
    if (!chosen.length) {
      this.status.replaceChildren(el("p", { class: "ask-first" }, this.words.say("choose-first")));
      this.inputs[0]?.focus();
      return;
    }
    const right = this.rightPlaces();
    const correct = chosen.join() === right.join();
    const tries = this.given.tries + 1;
    const outcome = correct ? "right" : tries >= this.most ? "wrong" : "";
    const bits = chosen.reduce((sum, place) => sum | (1 << place), 0);
    const seconds = this.player.clock() - this.shown;
    this.shown = this.player.clock();
    this.phase = outcome ? "ended" : "wrong";
    this.player.answered(this.page, { tries, outcome, chosen: bits }, { chosen, right, correct, seconds });
    const inside = this.element.contains(document.activeElement);
    this.draw();
    this.player.drawFooter(inside && this.phase === "ended");
    this.element.querySelector(".verdict:not(:empty)")?.scrollIntoView({ block: "nearest" });
  }

  /** @returns {number[]} */
  rightPlaces() {
    return this.page.question.answers.flatMap((answer, place) => (answer.right ? [place] : []));
  }

  draw() {
    const { chosen, outcome } = this.given;
    this.page.order.forEach((place, at) => this.drawRow(at, place, Boolean(chosen & (1 << place))));
    this.facts.hidden = this.phase !== "answering";
    this.facts.replaceChildren(...(this.phase === "answering" ? this.factLines() : []));
    this.status.dataset["state"] = this.phase === "answering" ? "" : outcome === "right" ? "right" : "wrong";
    this.status.replaceChildren(...(this.phase === "answering" ? [] : this.feedbackLines()));
  }

  /**
   * @param {number} at
   * @param {number} place
   * @param {boolean} chosen
   */
  drawRow(at, place, chosen) {
    const row = this.rows[at];
    const input = this.inputs[at];
    const right = this.page.question.answers[place]?.right ?? false;
    const marked = this.phase !== "answering";
    const ended = this.phase === "ended";
    const state = !marked ? "" : chosen ? (right ? "right" : "wrong") : ended ? (right ? "missed" : "off") : "";
    const verdict = { right: "your-answer-right", wrong: "your-answer", missed: "right-answer", off: "", "": "" }[
      state
    ];
    if (row && input) {
      row.dataset["state"] = state;
      input.disabled = ended;
      if (marked) {
        input.checked = chosen;
      }
      row.querySelector(".verdict")?.replaceChildren(verdict ? this.words.say(verdict) : "");
    }
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
    if (unit.kind === "lesson") {
      lines.append(el("dt", {}, this.words.say("score")), el("dd", {}, this.words.say("not-scored")));
    }
    return [lines, this.keyboard(), ...(question.hint.length ? [this.hint()] : [])];
  }

  keyboard() {
    const keys = this.page.question.several ? ["Space"] : ["\u2191", "\u2193"];
    const names = keys.map((key) => el("kbd", {}, key === "Space" ? this.words.say("key-space") : key));
    return el(
      "dl",
      { class: "keyboard" },
      el("dt", {}, this.words.say("keyboard")),
      el(
        "dd",
        {},
        ...names.flatMap((name) => [name, " "]),
        this.words.say("key-choose"),
        " ",
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
    const { outcome, chosen, tries } = this.given;
    const right = outcome === "right";
    const title = right ? "right" : outcome === "wrong" ? "not-right" : "not-yet";
    const said = question.answers.filter(
      (answer, place) => chosen & (1 << place) || (outcome === "wrong" && answer.right),
    );
    const lines = [...said.map((answer) => answer.feedback), question.feedback].filter((line) => line.length);
    const again = right ? null : this.player.teaching(question.shows)[0];
    return [
      el("h2", {}, icon(right ? "tick" : "cross"), this.words.say(title)),
      ...lines.map((line) => el("p", {}, ...markup(line))),
      ...(again
        ? [el("p", {}, el("a", { href: `#${again.id}` }, this.words.say("read-again", { title: again.title })))]
        : []),
      el("p", { class: "aside" }, this.consequence(right, this.most - tries)),
    ];
  }

  /**
   * @param {boolean} right
   * @param {number} left
   */
  consequence(right, left) {
    if (this.page.unit.kind === "lesson") {
      return this.words.say("not-scored");
    }
    if (right) {
      return this.words.count("worth", this.page.question.weight);
    }
    return this.phase === "ended" ? this.words.say("no-points") : this.words.count("tries-left-sentence", left);
  }
}
