import { checksOf, unitsOf } from "./course.js";
import { noteEarned } from "./certificate.js";
import { openContents } from "./contents.js";
import { el } from "./dom.js";
import { questionsOf } from "./draw.js";
import { MOST_SEGMENTS, buildFrame, drawProgress, seatPrimary, showSaving } from "./frame.js";
import { isTyped } from "./judge.js";
import { openGlossary } from "./glossary.js";
import { pagesOf } from "./pages.js";
import { newUuid } from "./random.js";
import {
  bestShare,
  bestSkills,
  courseResult,
  exempted,
  isDone,
  reaches,
  shareOf,
  skillTallies,
  tally,
} from "./scoring.js";
import { changed, encode, shortened, withEntry } from "./state.js";
import { introView, lessonView, taskView } from "./view-lesson.js";
import { QuestionView } from "./view-question.js";
import { resultView } from "./view-result.js";
import { wired, wiredSteps } from "./wire.js";
import { Words } from "./words.js";

/**
 * The course as it is gone through: which page, what was done, what is saved.
 *
 * @typedef {import("./course.js").Course} Course
 * @typedef {import("./course.js").Unit} Unit
 * @typedef {import("./course.js").Check} Check
 * @typedef {import("./pages.js").Page} Page
 * @typedef {import("./pages.js").QuestionPage} QuestionPage
 * @typedef {import("./state.js").State} State
 * @typedef {import("./state.js").Given} Given
 * @typedef {import("./frame.js").Primary} Primary
 * @typedef {import("./keeper.js").Saving} Saving
 * @typedef {import("./door.js").Snapshot} Snapshot
 *
 * @typedef {{element: HTMLElement, primary: () => Primary | null, saved?: () => void}} View
 *
 * @typedef {object} Setting
 * @property {Course} course
 * @property {State} state
 * @property {number} mastery score in percent that passes
 * @property {string} learner name, shown as text only
 * @property {string} learnerId
 * @property {string} place id of the page to begin with
 * @property {() => number} clock seconds since some moment
 */

export class Player {
  /**
   * @param {Setting} setting
   * @param {import("./keeper.js").Keeper} keeper
   * @param {HTMLElement} seat
   */
  constructor(setting, keeper, seat) {
    this.course = setting.course;
    this.state = setting.state;
    this.mastery = setting.mastery;
    this.learner = setting.learner;
    this.learnerId = setting.learnerId;
    this.clock = setting.clock;
    this.started = setting.clock();
    this.keeper = keeper;
    this.saving = keeper.saving;
    /** @type {Date | null} */
    this.savedAt = null;
    this.words = new Words(this.course.words, this.course.language);
    this.pages = pagesOf(this.course, this.state);
    /** @type {Page} */
    this.page = /** @type {Page} */ (this.pages.find((page) => page.id === setting.place) ?? this.pages[0]);
    /** @type {string} page to come back to after reading something again */
    this.returnTo = "";
    /** @type {View | null} */
    this.view = null;
    /** whether something beside the pages is shown: transcript, certificate */
    this.aside = false;
    /** whether the course was passed or completed in an earlier session */
    this.before = Boolean(this.result()?.passed);
    /** @type {(() => void) | null} lets this window record, where another one does */
    this.takeOver = null;
    this.frame = buildFrame(this.course.title, this.words, {
      contents: () => openContents(this),
      close: () => this.close(),
      back: () => this.back(),
    });
    this.frame.main.addEventListener("click", (event) => this.follow(event));
    seat.replaceChildren(this.frame.root);
  }

  /** Shows the first page and saves that the course was begun. */
  begin() {
    showSaving(this.frame, this.words, this.saving, this.keeper.door.trouble(), this.takeOver);
    this.show();
    this.save();
  }

  /** @param {string} id of a page */
  go(id) {
    const target = this.pages.find((page) => page.id === id);
    if (target && (target !== this.page || this.aside)) {
      this.page = target;
      this.state = changed(this.state, { place: target.id });
      this.show();
      this.save();
    }
  }

  /** @param {number} by */
  step(by) {
    const target = this.pages[this.pages.indexOf(this.page) + by];
    if (target) {
      this.go(target.id);
    }
  }

  /** On to the next page; what the pretest made needless is passed over. */
  next() {
    const skipped = new Set(exempted(this.course, this.state, this.mastery));
    const rest = this.pages.slice(this.pages.indexOf(this.page) + 1);
    const target = rest.find((page) => !page.unit || !skipped.has(page.unit));
    this.go(target?.id ?? "");
  }

  /** To the page before, or from something beside the pages to the page as it was left. */
  back() {
    if (this.aside && this.view) {
      this.present(this.view.element, this.page.kind, false);
    } else {
      this.step(-1);
    }
  }

  /**
   * A link within the course.
   *
   * @param {Event} event
   */
  follow(event) {
    const link = event.target instanceof Element ? event.target.closest("a[href^='#']") : null;
    if (link) {
      event.preventDefault();
      this.visit((link.getAttribute("href") ?? "").slice(1));
    }
  }

  /** @param {string} id of a page or a term; a question that is left is remembered for the way back */
  visit(id) {
    if (id.startsWith("term/")) {
      openGlossary(this, id.slice(5));
      return;
    }
    this.returnTo = this.page.kind === "question" ? this.page.id : "";
    this.go(id);
  }

  show() {
    if (this.page.id === this.returnTo) {
      this.returnTo = "";
    }
    this.view = this.viewOf(this.page);
    this.present(this.view.element, this.page.kind, false);
  }

  /**
   * Shows something beside the pages; the page stays as it is.
   *
   * @param {HTMLElement} element
   * @param {string} kind
   */
  lay(element, kind) {
    this.present(element, kind, true);
  }

  /**
   * @param {HTMLElement} element
   * @param {string} kind
   * @param {boolean} aside
   */
  present(element, kind, aside) {
    this.aside = aside;
    this.frame.main.replaceChildren(element);
    this.frame.main.dataset["kind"] = kind;
    this.drawFooter();
    this.drawProgress();
    const heading = this.frame.main.querySelector("h1");
    document.title = `${heading?.textContent ?? ""} – ${this.course.title}`;
    window.scrollTo(0, 0);
    this.frame.main.scrollTo(0, 0);
    heading?.focus({ preventScroll: true });
  }

  /**
   * @param {Page} page
   * @returns {View}
   */
  viewOf(page) {
    switch (page.kind) {
      case "lesson":
        return lessonView(this, page);
      case "task":
        return taskView(this, page);
      case "intro":
        return introView(this, page);
      case "question":
        return new QuestionView(this, page);
      case "result":
        return resultView(this, page);
    }
  }

  /** @param {boolean} [focus] whether the primary action takes the focus from what is not there any more */
  drawFooter(focus = false) {
    const at = this.pages.indexOf(this.page);
    const back = { label: this.words.say("back-to-course"), act: () => this.back() };
    this.frame.back.style.visibility = at === 0 || this.aside ? "hidden" : "visible";
    this.frame.place.replaceChildren(this.aside ? "" : this.words.say("place", { n: at + 1, of: this.pages.length }));
    seatPrimary(this.frame.primary, this.aside ? back : (this.view?.primary() ?? null));
    if (focus) {
      this.frame.primary.querySelector("button")?.focus();
    }
  }

  drawProgress() {
    const at = this.pages.indexOf(this.page);
    const label = this.words.say("progress", { n: at + 1, of: this.pages.length });
    drawProgress(
      this.frame.progress,
      this.pages.length > MOST_SEGMENTS ? this.unitSegments() : this.pageSegments(),
      label,
    );
  }

  /** @returns {("done" | "current" | "open")[]} */
  pageSegments() {
    return this.pages.map((page) => (page === this.page ? "current" : this.pageDone(page) ? "done" : "open"));
  }

  /** @returns {("done" | "current" | "open")[]} */
  unitSegments() {
    /** @type {(unit: Unit) => "done" | "current" | "open"} */
    const segment = (unit) => (this.page.unit === unit ? "current" : isDone(unit, this.state) ? "done" : "open");
    const units = unitsOf(this.course).map(segment);
    const last = this.page === this.pages.at(-1) ? "current" : this.result() ? "done" : "open";
    return [...units, last];
  }

  /**
   * @param {Page} page
   * @returns {boolean}
   */
  pageDone(page) {
    if (page.kind === "question") {
      return Boolean(this.state.given.get(page.key)?.outcome);
    }
    if (page.kind === "intro") {
      return questionsOf(page.unit, this.state).some((question) => this.state.given.has(question.key));
    }
    return page.unit ? isDone(page.unit, this.state) : Boolean(this.result());
  }

  /**
   * The action that goes on, or back to where a link was followed.
   *
   * @param {() => void} act done first
   * @param {string} [label]
   * @returns {Primary}
   */
  nextAction(act, label) {
    const back = this.returnTo;
    if (back) {
      return { label: this.words.say("back-to-question"), act: () => (act(), this.go(back)) };
    }
    return { label: label || this.words.say("continue"), forward: true, act: () => (act(), this.next()) };
  }

  /** @param {Unit} unit that was read to its end */
  finishUnit(unit) {
    if (!this.state.done.has(unit.key)) {
      this.state = changed(this.state, { done: new Set([...this.state.done, unit.key]) });
    }
  }

  /**
   * @param {QuestionPage} page
   * @param {Given} given
   * @param {number} seconds taken
   */
  answered(page, given, seconds) {
    const { unit, question } = page;
    const kept = isTyped(question) ? { ...given, response: shortened(given.response) } : given;
    this.state = changed(this.state, { given: withEntry(this.state.given, page.key, kept) });
    if (unit.kind !== "check") {
      this.save();
      return;
    }
    this.closeTake(unit);
    this.drawProgress();
    this.save([replyOf(question, given, seconds), ...stepReplies(question, given, seconds)]);
  }

  /** @param {Check} check whose best take counts once the present one is complete */
  closeTake(check) {
    const found = tally(questionsOf(check, this.state), this.state);
    if (found.open.length) {
      return;
    }
    const { take, best } = this.state.checks.get(check.key) ?? { take: 1, best: null };
    const standing = { take, best: Math.max(best ?? 0, shareOf(found)) };
    this.state = changed(this.state, { checks: withEntry(this.state.checks, check.key, standing) });
    if (this.course.passing === "skills" && !check.pretest) {
      this.state = changed(this.state, { skills: bestSkills(this.course, this.state, this.mastery) });
    }
    for (const unit of check.pretest ? exempted(this.course, this.state, this.mastery) : []) {
      this.finishUnit(unit);
    }
  }

  /** @param {Check[]} checks to be taken once more; their best result stays */
  retake(checks) {
    const again = new Set(checks.flatMap((check) => questionsOf(check, this.state)).map((question) => question.key));
    const given = new Map([...this.state.given].filter(([key]) => !again.has(key)));
    const standings = new Map(this.state.checks);
    for (const check of checks) {
      const old = standings.get(check.key) ?? { take: 1, best: null };
      standings.set(check.key, { take: old.take + 1, best: old.best });
    }
    this.state = changed(this.state, { given, checks: standings });
    this.pages = pagesOf(this.course, this.state);
    this.go(checks[0]?.id ?? "");
  }

  /** @returns {import("./scoring.js").Result | null} */
  result() {
    return courseResult(this.course, this.state, this.mastery);
  }

  /**
   * @param {string} ref `skill@level`
   * @returns {Unit[]} what teaches it here
   */
  teaching(ref) {
    const ids = this.course.skills.find((skill) => skill.ref === ref)?.units ?? [];
    const units = unitsOf(this.course);
    return ids.flatMap((id) => units.find((unit) => unit.id === id) ?? []);
  }

  /**
   * @param {Unit} unit
   * @returns {number} among units of its kind
   */
  numberOf(unit) {
    return (
      unitsOf(this.course)
        .filter((one) => one.kind === unit.kind)
        .indexOf(unit) + 1
    );
  }

  /** @returns {number} in this course, earlier sessions included */
  seconds() {
    return this.state.seconds + this.clock() - this.started;
  }

  /** @returns {Snapshot} */
  snapshot() {
    const suspend = encode({ ...this.state, seconds: this.seconds() }, this.page.key);
    return { suspend, place: this.page.id, skills: this.skillScores(), result: this.result() };
  }

  /** @returns {import("./door.js").SkillScore[]} of complete takes that are their check's best */
  skillScores() {
    if (this.course.passing === "skills") {
      return this.bestSkillScores();
    }
    const best = checksOf(this.course).filter((check) => {
      const found = tally(questionsOf(check, this.state), this.state);
      return !found.open.length && shareOf(found) === bestShare([check], this.state);
    });
    const tallies = skillTallies(this.course.skills, best, this.state, this.mastery);
    return tallies.map(({ skill, share, reached }) => ({ id: skill.ref, share, reached }));
  }

  /** @returns {import("./door.js").SkillScore[]} */
  bestSkillScores() {
    return this.course.skills.flatMap((skill) => {
      const share = this.state.skills.get(skill.key);
      return share === undefined ? [] : [{ id: skill.ref, share, reached: reaches(share, this.mastery) }];
    });
  }

  /** @param {import("./door.js").Reply[]} [replies] */
  save(replies = []) {
    this.keeper.save(this.snapshot(), replies);
  }

  /** @param {Saving} saving */
  told(saving) {
    this.saving = saving;
    this.savedAt = saving === "saved" ? new Date() : this.savedAt;
    if (saving === "saved") {
      noteEarned(this);
    }
    showSaving(this.frame, this.words, saving, this.keeper.door.trouble(), this.takeOver);
    this.view?.saved?.();
  }

  /** Ends the session; what is shown then cannot be changed any more. */
  close() {
    const { recording } = this.keeper;
    // What was answered while the last things are sent would be lost.
    this.frame.root.inert = true;
    const whole = this.keeper.close(this.snapshot());
    if (typeof whole === "boolean") {
      this.closed(recording, whole);
    } else {
      void whole.then((all) => this.closed(recording, all));
    }
  }

  /**
   * @param {boolean} recorded
   * @param {boolean} whole
   */
  closed(recorded, whole) {
    const home = this.keeper.door.home?.() ?? "";
    if (home && (whole || !recorded)) {
      location.assign(home);
    }
    const moved = this.saving === "moved" || this.saving === "elsewhere";
    const key = moved ? "closed-moved" : !recorded ? "closed-unrecorded" : whole ? "closed-saved" : "closed-failed";
    const words = el(
      "article",
      { class: "column" },
      el("h1", { tabindex: -1 }, this.words.say("closed")),
      el("p", { class: "lead" }, this.words.say(key)),
    );
    this.frame.root.inert = false;
    this.frame.root.dataset["closed"] = "";
    this.frame.main.replaceChildren(words);
    words.querySelector("h1")?.focus();
  }
}

/**
 * @param {import("./course.js").Question} question
 * @param {Given} given
 * @param {number} seconds taken
 * @returns {import("./door.js").Reply} it, answered now
 */
function replyOf(question, given, seconds) {
  const now = new Date();
  const { outcome, credit, response } = given;
  return {
    id: question.id,
    uuid: newUuid(),
    title: question.title,
    ...wired(question, response),
    result: outcome === "given" ? "neutral" : credit === 1 ? "right" : credit > 0 ? "partial" : "wrong",
    credit,
    skill: question.shows,
    weight: question.weight,
    seconds,
    at: now.toTimeString().slice(0, 8),
    moment: now.toISOString(),
  };
}

/**
 * @param {import("./course.js").Question} question
 * @param {Given} given
 * @param {number} seconds taken for all of them
 * @returns {import("./door.js").Reply[]} the steps of a simulation
 */
function stepReplies(question, given, seconds) {
  const whole = replyOf(question, given, seconds);
  const steps = wiredSteps(question, given.response);
  return steps.map(({ step, done, ...own }) => ({
    ...whole,
    ...own,
    id: `${question.id}.${step}`,
    uuid: newUuid(),
    result: done ? "right" : "wrong",
    credit: done ? 1 : 0,
    weight: question.weight / steps.length,
    seconds: seconds / steps.length,
  }));
}
