import { el } from "./dom.js";

/**
 * The whole course as one page to read or print. Questions are left out; a check shows its rules only.
 *
 * @typedef {import("./player.js").Player} Player
 * @typedef {import("./pages.js").Page} Page
 */

const READ = ["lesson", "task", "intro"];

/** @param {Player} player */
export function openTranscript(player) {
  const { words, course } = player;
  const pages = player.pages.filter((page) => READ.includes(page.kind));
  const sections = course.sections.map((section) =>
    el(
      "section",
      { class: "transcript-section" },
      el("h2", {}, section.title),
      ...pages.filter((page) => page.unit && section.units.includes(page.unit)).map((page) => unitBlock(player, page)),
    ),
  );
  const edition = course.edition ? words.say("edition", { date: words.date(new Date(`${course.edition}T12:00`)) }) : "";
  const facts = [course.organisation, course.programme, words.say("minutes", { n: course.minutes }), edition];
  const element = el(
    "article",
    { class: "column transcript" },
    el("p", { class: "eyebrow" }, words.say("transcript")),
    el("h1", { tabindex: -1 }, course.title),
    el("p", { class: "row-detail" }, facts.filter(Boolean).join(" · ")),
    printButton(player),
    ...sections,
  );
  player.lay(element, "transcript");
}

/**
 * @param {Player} player
 * @param {Page} page
 * @returns {HTMLElement} the page as it is read, its headings below those of the sections
 */
function unitBlock(player, page) {
  const { element } = player.viewOf(page);
  for (const heading of element.querySelectorAll("h1, h2, h3, h4")) {
    const lower = el(/** @type {"h3"} */ (`h${Number(heading.tagName[1]) + 2}`), {}, ...heading.childNodes);
    heading.replaceWith(lower);
  }
  for (const image of element.querySelectorAll("img")) {
    image.loading = "eager";
  }
  return element;
}

/**
 * @param {Player} player
 * @returns {HTMLElement} prints what is shown, once its pictures are there
 */
export function printButton({ words }) {
  const print = async () => {
    await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
    window.print();
  };
  const button = el("button", { class: "outlined small", type: "button", onclick: () => void print() }, words.say("print"));
  return el("p", { class: "acts" }, button);
}
