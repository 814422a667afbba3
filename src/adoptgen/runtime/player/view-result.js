import { certificateBlock } from "./certificate.js";
import { checksOf } from "./course.js";
import { el, icon } from "./dom.js";
import { questionsOf } from "./draw.js";
import { bestShare, exempted, missingSkills, openUnits, reaches, skillTallies, tally } from "./scoring.js";
import { fileBlock } from "./view-file.js";

/**
 * What was reached: by the course on its last page, by one check after it.
 *
 * @typedef {import("./player.js").Player} Player
 * @typedef {import("./player.js").View} View
 * @typedef {import("./pages.js").ResultPage} ResultPage
 * @typedef {import("./course.js").Check} Check
 * @typedef {import("./course.js").Unit} Unit
 * @typedef {import("./scoring.js").SkillTally} SkillTally
 *
 * @typedef {object} Standing
 * @property {Check[]} checks in question
 * @property {number | null} share in the best take of each
 * @property {boolean} passed
 * @property {Unit[]} open units that are still to do
 * @property {SkillTally[]} skills of the present takes, if these are complete
 * @property {number} points
 * @property {number} of
 */

/**
 * @param {Player} player
 * @param {ResultPage} page
 * @returns {View}
 */
export function resultView(player, page) {
  if (page.unit?.pretest) {
    return pretestView(player, page, page.unit);
  }
  const standing = standingOf(player, page.unit ? [page.unit] : checksOf(player.course), page.unit === null);
  const practise = practiceBlock(player, standing);
  const recorded = el("section", { class: "recorded" });
  const draw = () =>
    recorded.replaceChildren(
      el("h2", {}, player.words.say("recorded")),
      el("p", {}, recordedText(player, standing, page.unit === null)),
    );
  draw();
  const two = el("div", { class: "two" }, practise, recorded);
  const skills = standing.skills.length ? table(player, standing) : null;
  const element = el(
    "article",
    { class: "result" },
    el(
      "div",
      { class: "result-head" },
      el(
        "div",
        {},
        el("p", { class: "eyebrow" }, player.words.say("result")),
        el("h1", { tabindex: -1 }, title(player, standing)),
      ),
      meta(player, standing),
    ),
    ...(standing.open.length ? [two, skills] : [skills, two]),
    page.unit ? null : certificateBlock(player),
    page.unit ? null : fileBlock(player),
  );
  return { element, primary: () => primary(player, page, standing), saved: draw };
}

/**
 * What is known already, and what therefore need not be read.
 *
 * @param {Player} player
 * @param {ResultPage} page
 * @param {Check} pretest
 * @returns {View}
 */
function pretestView(player, page, pretest) {
  const { words, course, state, mastery } = player;
  const standing = standingOf(player, [pretest], false);
  const spared = exempted(course, state, mastery);
  const left = openUnits(course, state).filter((unit) => unit.kind !== "check");
  const lists = /** @type {const} */ ([
    ["pretest-spared", spared],
    ["pretest-left", left],
  ]).map(([key, units]) => (units.length ? unitList(player, words.say(key), units) : null));
  const known = words.say("pretest-known", { n: standing.skills.filter((skill) => skill.reached).length, of: standing.skills.length });
  const element = el(
    "article",
    { class: "result" },
    el("p", { class: "eyebrow" }, words.say("kind-pretest")),
    el("h1", { tabindex: -1 }, standing.open.length ? words.say("not-finished") : known),
    standing.skills.length ? table(player, standing) : null,
    el("div", { class: "two" }, ...lists),
  );
  return { element, primary: () => ({ ...primary(player, page, { ...standing, open: [] }) }) };
}

/**
 * @param {Player} player
 * @param {string} title
 * @param {Unit[]} units
 */
function unitList(player, title, units) {
  return el("section", {}, el("h2", {}, title), el("ul", { class: "plain" }, ...units.map((unit) => unitLink(player, unit))));
}

/**
 * @param {Player} player
 * @param {Unit} unit
 */
function unitLink({ words }, unit) {
  return el(
    "li",
    {},
    el("a", { href: `#${unit.id}` }, unit.title),
    el("span", { class: "aside" }, ` ${words.say("minutes", { n: unit.minutes })}`),
  );
}

/**
 * @param {Player} player
 * @param {Check[]} checks
 * @param {boolean} whole
 * @returns {Standing}
 */
function standingOf(player, checks, whole) {
  const { state, course, mastery } = player;
  const share = bestShare(checks, state);
  const found = tally(
    checks.flatMap((check) => questionsOf(check, state)),
    state,
  );
  const open = whole
    ? openUnits(course, state)
    : checks.filter((check) => typeof state.checks.get(check.key)?.best !== "number");
  const complete = found.open.length === 0;
  const skilled = course.passing === "score" || !missingSkills(course, state, mastery).length;
  const passed = open.length === 0 && (share === null || (skilled && reaches(share, mastery)));
  return {
    checks,
    share,
    passed,
    open,
    skills: complete ? skillTallies(course.skills, checks, state, mastery) : [],
    points: found.points,
    of: found.of,
  };
}

/**
 * @param {Player} player
 * @param {Standing} standing
 */
function title(player, { share, passed, open, checks }) {
  const { words } = player;
  if (open.length) {
    return words.say("not-finished");
  }
  if (!checks.length || share === null) {
    return words.say("completed");
  }
  if (!passed && reaches(share, player.mastery)) {
    return words.say("failed-skills", { percent: words.percent(share) });
  }
  return words.say(passed ? "passed-with" : "failed-with", { percent: words.percent(share) });
}

/**
 * @param {Player} player
 * @param {Standing} standing
 */
function meta(player, { points, of, skills, checks }) {
  const { words } = player;
  const needed = words.percent(player.mastery / 100);
  const take = Math.max(1, ...checks.map((check) => player.state.checks.get(check.key)?.take ?? 1));
  const minutes = words.say("minutes", { n: Math.max(1, Math.round(player.seconds() / 60)) });
  const score = skills.length ? el("p", {}, words.say("points-needed", { points, of, percent: needed })) : null;
  const time = checks.length ? words.say("attempt", { n: take, minutes }) : minutes;
  return el("div", { class: "result-meta" }, score, el("p", {}, time));
}

/**
 * @param {Player} player
 * @param {Standing} standing
 */
function table(player, { skills }) {
  const { words } = player;
  const needed = words.percent(player.mastery / 100);
  const heads = [
    words.say("skill"),
    words.say("level"),
    words.say("reached", { percent: needed }),
    words.say("points"),
    words.say("standing"),
  ];
  const head = el(
    "tr",
    { role: "row" },
    ...heads.map((text, at) =>
      el("th", { role: "columnheader", scope: "col" }, at === 4 ? el("span", { class: "told" }, text) : text),
    ),
  );
  const rows = skills.map((skill) => skillRow(player, skill));
  return el(
    "table",
    { class: "skills", role: "table" },
    el("thead", { role: "rowgroup" }, head),
    el("tbody", { role: "rowgroup" }, ...rows),
  );
}

/**
 * @param {Player} player
 * @param {SkillTally} tallied
 */
function skillRow(player, { skill, points, of, share, reached }) {
  const { words } = player;
  const fill = el("span", { class: "fill" });
  const mark = el("span", { class: "threshold" });
  fill.style.width = `${share * 100}%`;
  mark.style.insetInlineStart = `${player.mastery}%`;
  const bar = el("span", { class: "mastery", "aria-hidden": true }, fill, mark);
  const sign = el(
    "span",
    { class: "standing", "data-state": reached ? "right" : "caution" },
    icon(reached ? "tick" : "warning"),
    words.say(reached ? "mastered" : "practise"),
  );
  return el(
    "tr",
    { role: "row" },
    el("th", { role: "rowheader", scope: "row" }, skill.title),
    el("td", { role: "cell", class: "cell-level" }, words.say("level-number", { n: skill.level })),
    el("td", { role: "cell", class: "cell-bar" }, el("span", { class: "told" }, words.percent(share)), bar),
    el("td", { role: "cell", class: "cell-points" }, words.say("points-of", { points, of })),
    el("td", { role: "cell", class: "cell-standing" }, sign),
  );
}

/**
 * @param {Player} player
 * @param {Standing} standing
 */
function practiceBlock(player, { open, skills, passed, checks }) {
  const { words } = player;
  const missing = skills.filter((skill) => !skill.reached).flatMap((skill) => player.teaching(skill.skill.ref));
  const units = open.length ? open : [...new Set(missing)];
  const retake = !open.length && !passed && checks.length ? retakeButton(player, checks) : null;
  if (!units.length && !retake) {
    return null;
  }
  const links = units.map((unit) => unitLink(player, unit));
  return el(
    "section",
    {},
    el("h2", {}, words.say(open.length ? "still-open" : "practise-missing")),
    el("ul", { class: "plain" }, ...links),
    retake,
  );
}

/**
 * @param {Player} player
 * @param {Check} check
 * @returns {boolean} whether it, or a skill level it asks for, falls short
 */
function isMissed({ course, state, mastery }, check) {
  const missing = new Set(course.passing === "skills" ? missingSkills(course, state, mastery).map((skill) => skill.ref) : []);
  const short = !reaches(state.checks.get(check.key)?.best ?? 0, mastery);
  return short || questionsOf(check, state).some((question) => missing.has(question.shows));
}

/**
 * @param {Player} player
 * @param {Check[]} checks
 */
function retakeButton(player, checks) {
  const failed = checks.filter((check) => isMissed(player, check));
  const act = () => player.retake(failed.length ? failed : checks);
  return el("button", { class: "outlined", type: "button", onclick: act }, player.words.say("take-again"));
}

/**
 * @param {Player} player
 * @param {Standing} standing
 * @param {boolean} whole
 */
function recordedText(player, { open, share, passed }, whole) {
  const { words } = player;
  const { saving, savedAt } = player;
  if (saving !== "saved" || !savedAt) {
    return words.say(`recorded-${saving === "saved" ? "failed" : saving}`);
  }
  const time = words.time(savedAt);
  if (open.length || !whole) {
    return words.say("recorded-answers", { time });
  }
  const result =
    share === null
      ? words.say("result-completed")
      : words.say(passed ? "result-passed" : "result-failed", { percent: words.percent(share) });
  return words.say("recorded-result", { result, time });
}

/**
 * @param {Player} player
 * @param {ResultPage} page
 * @param {Standing} standing
 */
function primary(player, page, { open }) {
  const [first] = open;
  if (first) {
    return { label: player.words.say("go-on"), forward: true, act: () => player.go(first.id) };
  }
  if (page.unit) {
    return { label: player.words.say("continue"), forward: true, act: () => player.next() };
  }
  return { label: player.words.say("finish"), act: () => player.close() };
}
