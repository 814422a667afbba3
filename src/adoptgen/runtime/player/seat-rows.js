import { el, markup } from "./dom.js";
import { NO_PLACE, isRowRight, placesIn } from "./judge.js";
import { shuffled } from "./random.js";

/**
 * Answers row by row from lists: what belongs together, what belongs under which heading, gaps in a text.
 *
 * @typedef {import("./seat.js").Seat} Seat
 * @typedef {import("./seat.js").Sitting} Sitting
 * @typedef {import("./course.js").Row} Row
 * @typedef {import("./course.js").Markup} Markup
 * @typedef {import("./words.js").Words} Words
 */

/**
 * @param {Sitting} sitting
 * @returns {Seat}
 */
export function rowsSeat(sitting) {
  const { page, words } = sitting;
  const { question } = page;
  const rows = question.rows ?? [];
  const lists = rows.map((_, at) => listOf(sitting, at));
  const verdicts = rows.map(() => el("span", { class: "verdict" }));
  const places = question.way === "cloze" ? clozeText(question.text ?? [], lists, verdicts) : pairs(sitting, lists, verdicts);
  return {
    rows: [places],
    response: () => lists.map((list) => list.value).join(""),
    draw(response, phase) {
      const given = placesIn(response);
      lists.forEach((list, at) => {
        const right = isRowRight(question, response, at);
        const holder = /** @type {HTMLElement} */ (list.parentElement);
        holder.dataset["state"] = phase === "answering" ? "" : right ? "right" : "wrong";
        list.disabled = phase === "ended";
        if (phase !== "answering") {
          list.value = (given[at] ?? -1) < 0 ? NO_PLACE : (given[at] ?? 0).toString(36);
        }
        verdicts[at]?.replaceChildren(phase === "answering" ? "" : rowVerdict(words, rows[at], question.answers, right, phase));
      });
    },
    clear() {},
    first: () => lists[0],
    keys: ["\u2191", "\u2193"],
  };
}

/**
 * @param {Words} words
 * @param {Row | undefined} row
 * @param {import("./course.js").Answer[]} shared
 * @param {boolean} right
 * @param {import("./seat.js").Phase} phase
 * @returns {Node | string}
 */
function rowVerdict(words, row, shared, right, phase) {
  if (right || phase !== "ended" || !row) {
    return words.say(right ? "row-right" : "row-wrong");
  }
  const answers = row.answers ?? shared;
  return el("span", {}, ...inside(words.say("right-answer-is", { text: "\u0000" }), answers[row.right]?.text ?? []));
}

/**
 * @param {string} sentence with a null character where the text goes
 * @param {Markup[]} text
 * @returns {(Node | string)[]}
 */
function inside(sentence, text) {
  const [before = "", after = ""] = sentence.split("\u0000");
  return [before, ...markup(text), after];
}

/**
 * @param {Sitting} sitting
 * @param {number} at
 */
function listOf({ page, words, changed }, at) {
  const { question, order, seed, mix } = page;
  const own = question.rows?.[at]?.answers;
  const places = (own ?? []).map((_, place) => place);
  const shown = own ? (mix ? shuffled(places, String, `${seed}.${at}`) : places) : order;
  const list = el("select", { class: "field", onchange: changed, id: `row-${at}`, "aria-label": own ? words.say("gap", { n: at + 1 }) : null });
  list.append(el("option", { value: NO_PLACE }, words.say("choose")));
  for (const place of shown) {
    const text = (own ?? question.answers)[place]?.text ?? [];
    const option = el("option", { value: place.toString(36) });
    option.append(...markup(text).map((node) => node.textContent ?? ""));
    list.append(option);
  }
  return list;
}

/**
 * @param {Sitting} sitting
 * @param {HTMLSelectElement[]} lists
 * @param {HTMLElement[]} verdicts
 */
function pairs({ page }, lists, verdicts) {
  const { question, seed, mix } = page;
  const places = lists.map((_, at) => at);
  const shown = mix && question.way === "categories" ? shuffled(places, String, seed) : places;
  return el(
    "div",
    { class: "pairs" },
    ...shown.map((at) =>
      el(
        "div",
        { class: "pair" },
        el("label", { for: `row-${at}` }, ...markup(question.rows?.[at]?.text ?? [])),
        lists[at],
        verdicts[at],
      ),
    ),
  );
}

/**
 * @param {Markup[]} text with gaps as code
 * @param {HTMLSelectElement[]} lists
 * @param {HTMLElement[]} verdicts
 */
function clozeText(text, lists, verdicts) {
  const line = el("p", { class: "cloze" }, ...markup(text));
  for (const code of line.querySelectorAll("code")) {
    const at = Number(/^\{(\d)\}$/.exec(code.textContent ?? "")?.[1] ?? 0) - 1;
    const list = lists[at];
    if (list) {
      code.replaceWith(el("span", { class: "gap" }, list, verdicts[at]));
    }
  }
  // A gap within other markup has lost its place: it follows the text.
  const lost = lists.filter((list) => !list.parentElement);
  line.append(...lost.flatMap((list) => [" ", el("span", { class: "gap" }, list, verdicts[lists.indexOf(list)])]));
  return line;
}
