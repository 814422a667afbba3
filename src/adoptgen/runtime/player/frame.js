import { el, icon } from "./dom.js";

/**
 * The frame around every page: bar with contents, title, progress, saving and close; notice; page; bar with back,
 * place and the one primary action.
 *
 * @typedef {import("./words.js").Words} Words
 * @typedef {import("./keeper.js").Saving} Saving
 * @typedef {{label: string, forward?: boolean, form?: string, act?: () => void}} Primary
 *
 * @typedef {object} Frame
 * @property {HTMLElement} root
 * @property {HTMLElement} main
 * @property {HTMLElement} progress
 * @property {HTMLElement} saving
 * @property {HTMLElement} notice
 * @property {HTMLButtonElement} contents
 * @property {HTMLButtonElement} back
 * @property {HTMLElement} place
 * @property {HTMLElement} primary
 */

/** More pages than this are shown as one segment per unit. */
export const MOST_SEGMENTS = 24;

/**
 * @param {string} title
 * @param {Words} words
 * @param {{contents: () => void, close: () => void, back: () => void}} acts
 * @returns {Frame}
 */
export function buildFrame(title, words, acts) {
  const contents = el(
    "button",
    { class: "tool", type: "button", "aria-label": words.say("contents"), onclick: acts.contents },
    icon("list"),
  );
  const close = el(
    "button",
    { class: "tool", type: "button", "aria-label": words.say("close"), onclick: acts.close },
    icon("close"),
  );
  const progress = el("div", { class: "progress", role: "img" });
  const saving = el("div", { class: "saving" });
  const notice = el("div", { class: "notice", role: "status" });
  const main = el("main", { class: "page" });
  const back = el(
    "button",
    { class: "quiet back", type: "button", onclick: acts.back },
    icon("back"),
    words.say("back"),
  );
  const place = el("p", { class: "place" });
  const primary = el("div", { class: "primary-seat" });
  const head = el(
    "header",
    { class: "top" },
    contents,
    el("p", { class: "course-title" }, title),
    progress,
    saving,
    close,
  );
  const foot = el("footer", { class: "bottom" }, back, place, primary);
  const root = el("div", { class: "player" }, head, notice, main, foot);
  return { root, main, progress, saving, notice, contents, back, place, primary };
}

/**
 * Keeps the button, and with it the focus, where only its word changes.
 *
 * @param {HTMLElement} seat
 * @param {Primary | null} primary
 */
export function seatPrimary(seat, primary) {
  if (!primary) {
    seat.replaceChildren();
    return;
  }
  const old = seat.querySelector("button");
  const button = old && old.getAttribute("form") === (primary.form ?? null) ? old : el("button", { class: "primary" });
  button.type = primary.form ? "submit" : "button";
  if (primary.form) {
    button.setAttribute("form", primary.form);
  }
  button.onclick = primary.act ?? null;
  button.replaceChildren(el("span", {}, primary.label), ...(primary.forward ? [icon("forward")] : []));
  if (button !== old) {
    seat.replaceChildren(button);
  }
}

/**
 * @param {HTMLElement} progress
 * @param {("done" | "current" | "open")[]} segments
 * @param {string} label
 */
export function drawProgress(progress, segments, label) {
  progress.setAttribute("aria-label", label);
  progress.style.setProperty("--segments", String(segments.length));
  progress.replaceChildren(...segments.map((state) => el("span", { class: "segment", "data-state": state })));
}

/**
 * @param {Frame} frame
 * @param {Words} words
 * @param {Saving} saving
 * @param {string} trouble
 * @param {(() => void) | null} takeOver lets this window record, where another one does
 */
export function showSaving(frame, words, saving, trouble, takeOver) {
  const good = saving === "saved" || saving === "closed" || saving === "saving";
  const sign = saving === "saving" ? "dot" : good ? "tick" : saving === "failed" || saving === "lost" ? "warning" : "offline";
  frame.saving.dataset["state"] = saving;
  frame.saving.replaceChildren(icon(sign), el("span", {}, words.say(`saving-${saving}`)));
  const told = frame.notice.dataset["state"] ?? "";
  if (told !== saving && saving !== "saving") {
    frame.notice.dataset["state"] = saving;
    const text = good ? "" : words.say(`notice-${saving}`);
    const code =
      trouble && (saving === "failed" || saving === "lost") ? words.say("notice-code", { code: trouble }) : "";
    const offered = takeOver && saving === "elsewhere";
    const act = offered
      ? el("button", { class: "outlined small", type: "button", onclick: takeOver }, words.say("take-over"))
      : null;
    frame.notice.replaceChildren(
      ...(text ? [icon(sign), el("p", {}, text, code ? el("span", { class: "code" }, ` ${code}`) : null)] : []),
      ...(act ? [act] : []),
    );
  }
}
