import { plainText } from "./course.js";
import { el, icon, markup } from "./dom.js";
import { folded } from "./judge.js";

/**
 * A task done on pictures of the application, step by step. Who points clicks on the picture; who does not, chooses the
 * control by its name. In a check the instruction comes only as a hint; what was right at once counts.
 *
 * @typedef {import("./seat.js").Seat} Seat
 * @typedef {import("./seat.js").Sitting} Sitting
 * @typedef {import("./course.js").Scene} Scene
 * @typedef {import("./words.js").Words} Words
 *
 * @typedef {object} Stage
 * @property {string} marks one sign per step done: 1 right at once, 0 not
 * @property {boolean} clean whether the present step is without a mistake so far
 * @property {number} hints given for it
 * @property {boolean} typing whether the control was found and its value is asked for
 * @property {string} told what was wrong last
 */

/** @type {Stage} */
const START = { marks: "", clean: true, hints: 0, typing: false, told: "" };
const RIGHT = "1";
const WRONG = "0";

/**
 * @param {Sitting} sitting
 * @returns {Seat}
 */
export function simulationSeat(sitting) {
  const seat = new Simulation(sitting);
  return {
    rows: [seat.element],
    response: () => seat.stage.marks.padEnd(seat.scenes.length, "-"),
    draw: (response, phase) => seat.show(response, phase),
    clear: () => seat.restart(),
    first: () => seat.element.querySelector("button") ?? undefined,
    keys: [],
  };
}

class Simulation {
  /** @param {Sitting} sitting */
  constructor({ page, words, changed, test }) {
    this.scenes = page.question.scenes ?? [];
    this.words = words;
    this.changed = changed;
    this.test = test ?? false;
    this.stage = START;
    this.element = el("div", { class: "sim" });
    this.element.addEventListener("keydown", (event) => this.enter(event));
    this.draw();
  }

  /** @returns {Scene | undefined} undefined once all is done */
  get scene() {
    return this.scenes[this.stage.marks.length];
  }

  restart() {
    this.stage = START;
    this.draw();
  }

  /**
   * @param {string} response
   * @param {import("./seat.js").Phase} phase
   */
  show(response, phase) {
    if (phase !== "answering") {
      this.stage = { ...START, marks: response };
      this.draw();
    }
  }

  /**
   * @param {Partial<Stage>} change
   * @param {string} [focus] selector of what takes the focus
   */
  go(change, focus) {
    this.stage = { ...this.stage, ...change };
    this.draw();
    this.changed();
    /** @type {HTMLElement | null} */ (focus ? this.element.querySelector(focus) : null)?.focus();
  }

  /** @param {string} told */
  mistake(told) {
    this.go({ clean: false, told }, this.stage.typing ? "#sim-value" : undefined);
  }

  /** @param {number | null} spot the control that was used; null for none */
  use(spot) {
    const { scene } = this;
    if (!scene || this.stage.typing) {
      return;
    }
    if (spot !== scene.right) {
      const name = spot === null ? "" : (scene.spots[spot]?.name ?? "");
      this.mistake(name ? this.words.say("sim-other", { name }) : this.words.say("sim-nothing"));
    } else if (scene.value) {
      this.go({ typing: true, told: "" }, "#sim-value");
    } else {
      this.done();
    }
  }

  enterValue() {
    const field = /** @type {HTMLInputElement | null} */ (this.element.querySelector("#sim-value"));
    if (field && this.scene) {
      const right = folded(field.value) === folded(this.scene.value);
      right ? this.done() : this.mistake(this.words.say("sim-value-wrong", { value: field.value }));
    }
  }

  done() {
    const { marks, clean } = this.stage;
    this.go({ ...START, marks: marks + (clean ? RIGHT : WRONG) }, ".sim-say, .sim-done");
  }

  hint() {
    const hints = this.stage.hints + 1;
    this.go({ hints, clean: this.stage.clean && !this.framed(hints), told: "" }, ".sim-hint");
  }

  /**
   * @param {number} hints
   * @returns {boolean} whether so many show where the control is
   */
  framed(hints) {
    return hints > (this.test ? 1 : 0);
  }

  /** @param {KeyboardEvent} event */
  enter(event) {
    if (event.key === "Enter" && event.target instanceof HTMLInputElement) {
      event.preventDefault();
      this.enterValue();
    }
  }

  draw() {
    const { scene } = this;
    this.element.replaceChildren(...(scene ? this.stageNodes(scene) : [this.summary()]));
  }

  /**
   * @param {Scene} scene
   * @returns {HTMLElement[]}
   */
  stageNodes(scene) {
    const { marks, hints, told } = this.stage;
    const said = !this.test || hints > 0;
    const where = this.words.say("sim-step", { n: marks.length + 1, of: this.scenes.length });
    const ask = this.stage.typing ? this.words.say("sim-type", { value: scene.value }) : this.words.say("sim-what-now");
    const say = said ? markup(scene.say) : [ask];
    const dock = el(
      "div",
      { class: "sim-dock", "data-state": told ? "wrong" : "" },
      el("p", { class: "sim-say", tabindex: -1 }, el("span", { class: "eyebrow" }, where), " ", ...say),
      this.stage.typing ? this.valueField(scene) : null,
      el("p", { class: "sim-told", role: "status" }, told ? icon("cross") : "", told),
      this.help(scene),
    );
    return [this.picture(scene), dock];
  }

  /** @param {Scene} scene */
  picture(scene) {
    const number = this.stage.marks.length + 1;
    const image = el("img", {
      src: scene.picture,
      alt: this.words.say("picture-of-step", { n: number }),
      width: scene.size[0] ?? null,
      height: scene.size[1] ?? null,
      decoding: "async",
    });
    const frame = el("div", { class: "shot sim-screen", onclick: (event) => this.point(/** @type {MouseEvent} */ (event), scene) }, image);
    const box = scene.spots[scene.right]?.box ?? [];
    if (this.framed(this.stage.hints) || this.stage.typing) {
      const mark = el("span", { class: "sim-frame" });
      const [left = 0, top = 0, width = 0, height = 0] = box;
      Object.assign(mark.style, { left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` });
      frame.append(mark);
    }
    return frame;
  }

  /**
   * @param {MouseEvent} event
   * @param {Scene} scene
   */
  point(event, scene) {
    const area = /** @type {HTMLElement} */ (event.currentTarget).getBoundingClientRect();
    const x = ((event.clientX - area.left) / area.width) * 100;
    const y = ((event.clientY - area.top) / area.height) * 100;
    const inside = (/** @type {number[]} */ [left = 0, top = 0, width = 0, height = 0]) =>
      x >= left && x <= left + width && y >= top && y <= top + height;
    const right = scene.spots[scene.right];
    const hit = right && inside(right.box) ? scene.right : scene.spots.findIndex((spot) => inside(spot.box));
    this.use(hit < 0 ? null : hit);
  }

  /** @param {Scene} scene */
  valueField(scene) {
    const name = scene.spots[scene.right]?.name ?? "";
    return el(
      "div",
      { class: "sim-value" },
      el("label", { for: "sim-value" }, name),
      el("input", { id: "sim-value", class: "field", type: "text", autocomplete: "off", spellcheck: "false", maxlength: 200 }),
      el("button", { class: "outlined small", type: "button", onclick: () => this.enterValue() }, this.words.say("sim-enter")),
    );
  }

  /** @param {Scene} scene */
  help(scene) {
    const names = el(
      "details",
      { class: "sim-names" },
      el("summary", {}, this.words.say("sim-by-name")),
      ...scene.spots.map((spot, at) =>
        el("button", { class: "outlined small", type: "button", onclick: () => this.use(at) }, spot.name),
      ),
    );
    const hint = el("button", { class: "outlined small sim-hint", type: "button", onclick: () => this.hint() }, icon("bulb"), this.words.say("hint"));
    return el("div", { class: "sim-help" }, hint, this.stage.typing ? null : names);
  }

  summary() {
    const rows = this.scenes.map((scene, at) => {
      const right = this.stage.marks[at] === RIGHT;
      const verdict = el("span", { class: "verdict" }, this.words.say(right ? "sim-at-once" : "sim-with-help"));
      return el(
        "li",
        { class: "answer", "data-state": right ? "right" : "wrong" },
        el("span", { class: "answer-text" }, plainText({ text: scene.say })),
        verdict,
      );
    });
    return el("ol", { class: "answers sim-done", tabindex: -1 }, ...rows);
  }
}
