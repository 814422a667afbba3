import { el } from "./dom.js";

/**
 * The result as a file to hand over, where no LMS records it.
 *
 * @param {import("./player.js").Player} player
 * @returns {HTMLElement | null}
 */
export function fileBlock(player) {
  const { words, keeper } = player;
  const { door } = keeper;
  if (!door.file) {
    return null;
  }
  const number = el("input", { id: "who", type: "text", autocomplete: "off", required: true, maxlength: 64 });
  const told = el("p", { role: "status" });
  const save = () => {
    const who = number.value.trim();
    told.replaceChildren(words.say(who ? "file-saved" : "file-first"));
    if (who && door.file) {
      download(door.file(who));
    } else {
      number.focus();
    }
  };
  return el(
    "section",
    { class: "hand-over" },
    el("h2", {}, words.say("file-title")),
    el("p", {}, words.say("file-why")),
    el("label", { for: "who" }, words.say("file-number")),
    el("div", { class: "hand-over-row" }, number, saveButton(words.say("file-save"), save)),
    told,
  );
}

/**
 * @param {string} label
 * @param {() => void} act
 */
function saveButton(label, act) {
  return el("button", { class: "outlined", type: "button", onclick: act }, label);
}

/** @param {{name: string, text: string}} file */
function download({ name, text }) {
  const address = URL.createObjectURL(new Blob([text], { type: "application/x-ndjson" }));
  const link = el("a", { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}
