import { el, icon, markup } from "./dom.js";
import { questionsOf } from "./draw.js";

/**
 * Pages to read: a lesson, a task step by step, what a check asks.
 *
 * @typedef {import("./player.js").Player} Player
 * @typedef {import("./player.js").View} View
 * @typedef {import("./course.js").Picture} Picture
 * @typedef {import("./course.js").Part} Part
 * @typedef {import("./course.js").Step} Step
 * @typedef {import("./course.js").Unit} Unit
 * @typedef {import("./course.js").Markup} Markup
 */

/**
 * @param {Player} player
 * @param {Unit} unit
 * @param {string} eyebrow
 * @param {...(Node | null)} children
 * @returns {HTMLElement}
 */
function column(player, unit, eyebrow, ...children) {
  const partial = unit.partial ? el("p", { class: "note", "data-state": "info" }, player.words.say("partial")) : null;
  return el(
    "article",
    { class: "column" },
    el("p", { class: "eyebrow" }, eyebrow),
    el("h1", { tabindex: -1 }, unit.title),
    el("p", { class: "lead" }, ...markup(unit.summary)),
    partial,
    ...children,
  );
}

/**
 * @param {Player} player
 * @param {import("./pages.js").LessonPage} page
 * @returns {View}
 */
export function lessonView(player, page) {
  const minutes = player.words.say("minutes", { n: page.unit.minutes });
  const eyebrow = `${player.words.say("lesson-number", { n: player.numberOf(page.unit) })} · ${minutes}`;
  const body = el("div", { class: "prose" }, ...markup(page.unit.body));
  return {
    element: column(player, page.unit, eyebrow, body),
    primary: () => player.nextAction(() => player.finishUnit(page.unit)),
  };
}

/**
 * @param {Player} player
 * @param {import("./pages.js").IntroPage} page
 * @returns {View}
 */
export function introView(player, page) {
  const { words } = player;
  const { unit } = page;
  const asked = questionsOf(unit, player.state);
  const rules = [words.count("rule-questions", asked.length), ...(unit.pretest ? pretestRules(player) : checkRules(player, unit))];
  const begun = asked.some((question) => player.state.given.has(question.key));
  const eyebrow = `${words.say(unit.pretest ? "kind-pretest" : "kind-check")} · ${words.say("minutes", { n: unit.minutes })}`;
  const list = el("ul", { class: "rules" }, ...rules.map((rule) => el("li", {}, rule)));
  return {
    element: column(player, unit, eyebrow, list),
    primary: () => player.nextAction(() => {}, begun ? "" : words.say("begin")),
  };
}

/**
 * @param {Player} player
 * @param {import("./course.js").Check} check
 * @returns {string[]}
 */
function checkRules({ words, course, mastery }, check) {
  return [
    words.say(course.passing === "skills" ? "rule-mastery-skills" : "rule-mastery", { n: words.percent(mastery / 100) }),
    words.count("rule-tries", check.tries),
    words.say("rule-recorded"),
  ];
}

/**
 * @param {Player} player
 * @returns {string[]}
 */
function pretestRules({ words, mastery }) {
  return [
    words.say("rule-pretest", { n: words.percent(mastery / 100) }),
    words.say("rule-pretest-once"),
    words.say("rule-pretest-skip"),
  ];
}

/**
 * @param {Player} player
 * @param {import("./pages.js").TaskPage} page
 * @returns {View}
 */
export function taskView(player, page) {
  const { words } = player;
  const { unit } = page;
  let number = 0;
  const parts = unit.parts.map((part) => {
    const first = number + 1;
    number += part.steps.length;
    return partBlock(player, part, first);
  });
  const different = unit.different.length
    ? el(
        "section",
        {},
        el("h2", {}, words.say("different")),
        el("ul", {}, ...unit.different.map((one) => el("li", {}, ...markup(one)))),
      )
    : null;
  const caution = unit.caution.length ? note(player, "caution", unit.caution) : null;
  const eyebrow = `${words.say("kind-task")} · ${words.say("minutes", { n: unit.minutes })}`;
  const body = el("div", { class: "prose" }, ...parts, caution, different);
  return {
    element: column(player, unit, eyebrow, body),
    primary: () => player.nextAction(() => player.finishUnit(unit)),
  };
}

/**
 * @param {Player} player
 * @param {string} state
 * @param {Markup[]} text
 */
function note(player, state, text) {
  return el(
    "div",
    { class: "note", "data-state": state },
    icon("warning"),
    el("p", { class: "note-title" }, player.words.say(state)),
    ...markup(text),
  );
}

/**
 * @param {Player} player
 * @param {Part} part
 * @param {number} first
 */
function partBlock(player, part, first) {
  const steps = part.steps.map((step, place) => stepRow(player, step, first + place));
  return el(
    "section",
    { class: "part" },
    el("h2", {}, part.title),
    part.picture ? pictureBlock(player, part.picture, part.caption || part.title) : null,
    el("ol", { class: "steps", start: first }, ...steps),
  );
}

/**
 * @param {Player} player
 * @param {Step} step
 * @param {number} number
 */
function stepRow(player, step, number) {
  const more = /** @type {const} */ (["result", "why", "note"]).flatMap((kind) =>
    step[kind].length ? [el("p", { class: `step-${kind}` }, ...markup(step[kind]))] : [],
  );
  const picture = step.picture
    ? pictureBlock(player, step.picture, player.words.say("picture-of-step", { n: number }))
    : null;
  return el(
    "li",
    { value: number },
    el("span", { class: "disc", "aria-hidden": true }, String(number)),
    el("p", { class: "say" }, ...markup(step.say)),
    ...more,
    picture,
  );
}

/**
 * A close-up: the picture is larger than its frame and moved so that the view fills it.
 *
 * @param {Player} player
 * @param {Picture} picture
 * @param {string} caption
 */
function pictureBlock(player, picture, caption) {
  const image = el("img", { src: picture.path, alt: caption, decoding: "async" });
  const frame = el("div", { class: "shot" }, image);
  const [left = 0, top = 0, width = 0, height = 0] = picture.view ?? [];
  const [full = 0, tall = 0] = picture.size ?? [];
  if (width && height) {
    frame.classList.add("cropped");
    frame.style.aspectRatio = `${width} / ${height}`;
    place(image, [(-100 * left) / width, (-100 * top) / height, (100 * full) / width, (100 * tall) / height]);
  }
  for (const disc of picture.discs) {
    const box = el("span", { class: "target", "aria-hidden": true });
    const mark = el("span", { class: "disc on-picture", "aria-hidden": true }, String(disc.number));
    place(box, disc.box);
    place(mark, disc.at);
    frame.append(box, mark);
  }
  const whole = el("a", { href: picture.path, target: "_blank", rel: "noopener" }, player.words.say("whole-picture"));
  return el("figure", {}, frame, el("figcaption", {}, caption, " ", whole));
}

/**
 * @param {HTMLElement} element
 * @param {number[]} box left, top, and, where given, width and height, in per cent of the frame
 */
function place(element, [left = 0, top = 0, width, height]) {
  element.style.left = `${left}%`;
  element.style.top = `${top}%`;
  if (width !== undefined && height !== undefined) {
    element.style.width = `${width}%`;
    element.style.height = `${height}%`;
  }
}
