import { unitsOf } from "./course.js";

/**
 * Looking for words in the course: pure, of the data that is there. Case, accents and widths of letters do not count;
 * a word is found wherever it stands, so that languages without spaces work too, and first where one begins.
 *
 * @typedef {import("./course.js").Course} Course
 * @typedef {import("./course.js").Markup} Markup
 * @typedef {import("./course.js").Unit} Unit
 *
 * @typedef {{plain: string, places: number[]}} Folded a text as it is compared, and where each sign of it stood
 * @typedef {{text: string, plain: string}} Block one paragraph, list item, row or step
 * @typedef {{id: string, kind: string, title: Block, blocks: Block[]}} Entry a unit or a term
 * @typedef {{text: string, marks: [number, number][], block: string}} Snippet
 * @typedef {{entry: Entry, score: number, title: Snippet, snippets: Snippet[], more: number}} Hit
 */

const BLOCKS = new Set("p h2 h3 h4 h5 h6 li blockquote pre hr dt dd tr".split(" "));
const MOST_HITS = 40;
const MOST_SNIPPETS = 3;
/** Characters before the first found word, and in all. */
const BEFORE = 40;
const ROOM = 140;
/** Letters of scripts that part words by spaces. */
const SPACED = /^[\u0000-\u0dff\u1e00-\u1fff]+$/;
const LETTER = /[\p{L}\p{N}]/u;

/**
 * @param {string} text
 * @returns {Folded}
 */
export function fold(text) {
  let plain = "";
  let at = 0;
  const places = [];
  for (const sign of text) {
    const bare = sign < "\u0080" ? sign : sign.normalize("NFKD").replace(/\p{M}/gu, "").toUpperCase();
    const folded = bare.toLowerCase();
    plain += folded;
    for (let more = folded.length; more > 0; more -= 1) {
      places.push(at);
    }
    at += sign.length;
  }
  places.push(at);
  return { plain, places };
}

/**
 * @param {string} query
 * @param {string} language
 * @returns {string[]} its words, folded
 */
export function wordsIn(query, language) {
  const rough = query.trim().split(/\s+/u);
  const parts =
    "Segmenter" in Intl
      ? [...new Intl.Segmenter(language, { granularity: "word" }).segment(query)]
          .filter((part) => part.isWordLike)
          .map((part) => part.segment)
      : rough;
  return [...new Set((parts.length ? parts : rough).map((part) => fold(part).plain))].filter(Boolean);
}

/**
 * @param {string} plain
 * @param {string} word
 * @returns {number[]} where it stands; one or two letters count only where a word begins
 */
function placesOf(plain, word) {
  const found = [];
  const short = word.length < 3 && SPACED.test(word);
  for (let at = plain.indexOf(word); at >= 0; at = plain.indexOf(word, at + word.length)) {
    if (!short || begins(plain, at)) {
      found.push(at);
    }
  }
  return found;
}

/**
 * @param {string} plain
 * @param {number} at
 */
function begins(plain, at) {
  return at === 0 || !LETTER.test(plain[at - 1] ?? "");
}

/**
 * @param {Course} course
 * @returns {Entry[]} everything that can be found; answers of scored questions are not
 */
export function indexOf(course) {
  const units = unitsOf(course).map((unit) => ({
    id: unit.id,
    kind: unit.kind,
    title: blockOf(unit.title),
    blocks: [...blocksOf(unit.summary), ...bodyOf(unit)],
  }));
  const terms = course.terms.map((term) => ({
    id: `term/${term.id}`,
    kind: "term",
    title: blockOf([term.title, ...term.also].join(", ")),
    blocks: [...blocksOf(term.definition), ...term.avoid.map(blockOf)],
  }));
  return [...units, ...terms];
}

/**
 * @param {string} text
 * @returns {Block}
 */
function blockOf(text) {
  return { text, plain: fold(text).plain };
}

/**
 * @param {Unit} unit
 * @returns {Block[]}
 */
function bodyOf(unit) {
  if (unit.kind === "lesson") {
    return blocksOf(unit.body);
  }
  if (unit.kind === "check") {
    return [];
  }
  const steps = unit.parts.flatMap((part) => [
    blockOf(part.title),
    ...part.steps.flatMap((step) => [step.say, step.result, step.why, step.note].flatMap(blocksOf)),
  ]);
  return [...steps, ...blocksOf(unit.caution), ...unit.different.flatMap(blocksOf)];
}

/**
 * @param {Markup[]} list
 * @returns {Block[]}
 */
function blocksOf(list) {
  /** @type {string[]} */
  const texts = [""];
  /** @param {Markup[]} nodes */
  const walk = (nodes) => {
    for (const node of nodes) {
      if (typeof node === "string") {
        texts.push((texts.pop() ?? "") + node);
        continue;
      }
      const parts = node.slice(1).filter((one) => typeof one === "string" || Array.isArray(one));
      const children = /** @type {Markup[]} */ (parts);
      if (BLOCKS.has(String(node[0]))) {
        texts.push("");
        walk(children);
        texts.push("");
      } else {
        walk(node[0] === "td" || node[0] === "th" ? [...children, " · "] : children);
      }
    }
  };
  walk(list);
  return texts.map((text) => text.replace(/\s+/g, " ").replace(/[\s·]+$/, "").trim()).filter(Boolean).map(blockOf);
}

/**
 * @param {readonly Entry[]} index
 * @param {string[]} words
 * @returns {Hit[]} entries that hold every word, the best first
 */
export function find(index, words) {
  if (!words.length) {
    return [];
  }
  const hits = index.flatMap((entry) => hit(entry, words) ?? []);
  return hits.sort((one, other) => other.score - one.score).slice(0, MOST_HITS);
}

/**
 * @param {Entry} entry
 * @param {string[]} words
 * @returns {Hit | null}
 */
function hit(entry, words) {
  const all = [entry.title, ...entry.blocks];
  if (!words.every((word) => all.some((one) => placesOf(one.plain, word).length))) {
    return null;
  }
  const found = entry.blocks
    .map((one) => ({ one, score: worth(one, words) }))
    .filter(({ score }) => score > 0);
  const best = [...found].sort((one, other) => other.score - one.score).slice(0, MOST_SNIPPETS);
  const first = entry.title.plain.startsWith(words[0] ?? "") ? 8 : 0;
  const inText = best.reduce((sum, { score }) => sum + score, 0);
  return {
    entry,
    score: worth(entry.title, words) * 8 + first + inText + Math.min(found.length, 9) / 10,
    title: snippet(entry.title, words, Infinity),
    snippets: best.map(({ one }) => snippet(one, words, ROOM)),
    more: found.length - best.length,
  };
}

/**
 * @param {Block} one
 * @param {string[]} words
 * @returns {number} one for each of the words in it, and one more where a word of the text begins with it
 */
function worth(one, words) {
  return words.reduce((sum, word) => {
    const places = placesOf(one.plain, word);
    return sum + (places.length ? 1 : 0) + (places.some((at) => begins(one.plain, at)) ? 1 : 0);
  }, 0);
}

/**
 * @param {Block} one
 * @param {string[]} words
 * @param {number} room
 * @returns {Snippet} the text around the first word found, and where the words stand in it
 */
function snippet({ text }, words, room) {
  const { plain, places } = fold(text);
  const spans = words
    .flatMap((word) => placesOf(plain, word).map((at) => [places[at] ?? 0, places[at + word.length] ?? text.length]))
    .sort(([one = 0], [other = 0]) => one - other);
  const found = spans[0]?.[0] ?? 0;
  const cut = text.length > room && found > BEFORE ? text.indexOf(" ", found - BEFORE) + 1 : 0;
  const start = cut > found ? found - BEFORE : cut;
  const close = text.length - start > room ? text.lastIndexOf(" ", start + room) : text.length;
  const end = close > found ? close : Math.min(text.length, start + room);
  const lead = start ? "… " : "";
  const shift = lead.length - start;
  /** @type {[number, number][]} */
  const marks = [];
  let marked = start;
  for (const [from = 0, to = 0] of spans) {
    const [first, last] = [Math.max(from, marked), Math.min(to, end)];
    if (first < last) {
      marks.push([first + shift, last + shift]);
      marked = last;
    }
  }
  return { text: `${lead}${text.slice(start, end)}${end < text.length ? " …" : ""}`, marks, block: text };
}
