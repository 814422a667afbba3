import { el, icon, markup } from "./dom.js";
import { isRowRight, placesIn, placesText } from "./judge.js";

/**
 * Steps to put in order: two buttons each, and the order is said aloud after every move.
 *
 * @typedef {import("./seat.js").Seat} Seat
 * @typedef {import("./seat.js").Sitting} Sitting
 */

/**
 * @param {Sitting} sitting
 * @returns {Seat}
 */
export function orderSeat({ page, words, changed }) {
  const { question } = page;
  let order = page.order;
  const told = el("p", { class: "told", "aria-live": "polite" });
  const rows = question.answers.map((answer, place) => {
    const up = moveButton("up", words.say("move-up"), () => move(place, -1));
    const down = moveButton("down", words.say("move-down"), () => move(place, 1));
    const text = el("span", { class: "answer-text", id: `step-${place}` }, ...markup(answer.text));
    for (const button of [up, down]) {
      button.setAttribute("aria-describedby", text.id);
    }
    return el("li", { class: "answer step-row" }, text, el("span", { class: "verdict" }), up, down);
  });
  const list = el("ol", { class: "answers ordered" });
  const seatRows = () => list.replaceChildren(...order.flatMap((place) => rows[place] ?? []));
  const ends = () =>
    order.forEach((place, at) => {
      const [up, down] = rows[place]?.querySelectorAll("button") ?? [];
      up?.setAttribute("aria-disabled", String(at === 0));
      down?.setAttribute("aria-disabled", String(at === order.length - 1));
    });
  /**
   * @param {number} place
   * @param {number} by
   */
  function move(place, by) {
    const at = order.indexOf(place);
    const row = rows[place];
    if (!row || at + by < 0 || at + by >= order.length) {
      return;
    }
    const focused = document.activeElement;
    order = order.filter((one) => one !== place);
    order.splice(at + by, 0, place);
    seatRows();
    ends();
    if (focused instanceof HTMLElement) {
      focused.focus();
    }
    told.replaceChildren(words.say("moved", { n: at + by + 1, of: order.length }));
    changed();
  }
  seatRows();
  ends();
  return {
    rows: [list, told],
    response: () => placesText(order),
    draw(response, phase) {
      if (phase !== "answering" && response) {
        order = placesIn(response);
        seatRows();
        ends();
      }
      order.forEach((place, at) => {
        const row = rows[place];
        const right = isRowRight(question, placesText(order), at);
        if (row) {
          row.dataset["state"] = phase === "answering" ? "" : right ? "right" : "wrong";
          const verdict = right ? words.say("row-right") : phase === "ended" ? words.say("belongs", { n: place + 1 }) : words.say("row-wrong");
          row.querySelector(".verdict")?.replaceChildren(phase === "answering" ? "" : verdict);
          row.querySelectorAll("button").forEach((button) => void (button.hidden = phase === "ended"));
        }
      });
    },
    clear() {},
    first: () => rows[order[0] ?? 0]?.querySelector("button") ?? undefined,
    keys: ["key-space"],
  };
}

/**
 * @param {"up" | "down"} sign
 * @param {string} label
 * @param {() => void} act
 */
function moveButton(sign, label, act) {
  return el("button", { class: "tool", type: "button", "aria-label": label, onclick: act }, icon(sign));
}
