import { el, icon } from "./dom.js";

/**
 * A modal panel at the edge where reading begins: contents, search, glossary, notes. Escape, the cross and a click
 * beside it close it; the focus goes back to where it was.
 *
 * @typedef {import("./player.js").Player} Player
 */

/**
 * @param {Player} player
 * @param {string} title
 * @param {...(Node | null)} children
 * @returns {HTMLDialogElement}
 */
export function panel(player, title, ...children) {
  const label = player.words.say("close-panel", { title });
  const dialog = el("dialog", { class: "contents", "aria-labelledby": "panel-title", onclose: () => dialog.remove() });
  const close = el(
    "button",
    { class: "tool", type: "button", "aria-label": label, onclick: () => dialog.close() },
    icon("close"),
  );
  const head = el("div", { class: "contents-head" }, el("h2", { id: "panel-title", tabindex: -1 }, title), close);
  dialog.append(head, ...children.filter((child) => child !== null));
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) {
      dialog.close();
    } else if (event.target instanceof Element && event.target.closest("a[href^='#']")) {
      dialog.close();
      player.follow(event);
    }
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
