import { OURS, el, plain, written } from "./dom.js";
import { say } from "./data.js";
import { boxOf } from "./find.js";
import { library } from "./library.js";

/**
 * The frame around a control and the text beside it, drawn and placed by driver.js.
 *
 * driver.js is shown an anchor of ours that lies over the control, never the control itself. So it works for what is in
 * a frame or a shadow root, no attribute of the application is touched, and its trap for the Tab key, which would keep
 * people from the rest of the page, is taken out. Anchor and text live in the open window (modal dialog), if there is
 * one: all else is inert then.
 *
 * @typedef {import("./data.js").Span} Span
 * @typedef {import("./library.js").PopoverParts} PopoverParts
 *
 * @typedef {object} Words
 * @property {string} language
 * @property {string} direction
 * @property {Record<string, string>} words
 *
 * @typedef {object} Card
 * @property {string} title
 * @property {string} progress
 * @property {Span[][]} text
 * @property {string} next
 * @property {boolean} back
 * @property {boolean} alert whether something is wrong
 * @property {Node[]} [more] what else stands on it
 *
 * @typedef {object} Moves
 * @property {() => void} next
 * @property {() => void} back
 * @property {() => void} close
 */

const OPTIONS = {
  animate: false,
  allowKeyboardControl: false,
  overlayOpacity: 0,
  stagePadding: 6,
  popoverOffset: 12,
  popoverClass: "adoptgen-tour",
};

/** Milliseconds in which a page may still grow under a step; after that, scrolling is the person's own. */
const SETTLING = 1500;

export class Stage {
  /**
   * @param {Words} spoken
   * @param {Moves} moves
   */
  constructor(spoken, moves) {
    this.spoken = spoken;
    this.moves = moves;
    this.anchor = el("div", { class: "adoptgen-anchor", "aria-hidden": "true", [OURS]: "" });
    this.voice = el("div", { class: "adoptgen-voice", role: "status", [OURS]: "" });
    /** @type {PopoverParts | null} */
    this.parts = null;
    /** @type {Element | null} */
    this.target = null;
    this.box = "";
    this.since = 0;
    const make = library.driver?.js.driver;
    if (!make) throw new Error("driver.js is missing");
    this.driver = make(OPTIONS);
    addEventListener("keydown", (event) => this.key(event));
  }

  /**
   * @param {Card} card
   * @param {Element | null} target null: in the middle of the page
   * @returns {void}
   */
  show(card, target) {
    const held = this.parts?.wrapper.contains(document.activeElement) ?? false;
    this.target = target;
    this.since = Date.now();
    const host = hostOf(target);
    if (target) {
      reveal(target);
      this.follow(true);
      if (this.anchor.parentNode !== host) host.append(this.anchor);
      lift(this.anchor);
    } else {
      this.anchor.remove();
    }
    this.driver.highlight({
      ...(target ? { element: this.anchor } : {}),
      popover: {
        title: "-",
        description: "-",
        showButtons: card.back ? ["next", "previous", "close"] : ["next", "close"],
        showProgress: true,
        side: this.spoken.direction === "rtl" ? "left" : "right", // what is filled in next stays free
        onPopoverRender: (/** @type {PopoverParts} */ parts) => this.dress(parts, card, host),
        onNextClick: this.moves.next,
        onPrevClick: this.moves.back,
        onCloseClick: this.moves.close,
      },
    });
    this.tame(held);
    this.announce(card, host);
  }

  /**
   * @param {PopoverParts} parts
   * @param {Card} card
   * @param {Element} host
   * @returns {void}
   */
  dress(parts, card, host) {
    const { words, language, direction } = this.spoken;
    const { wrapper, title, description, progress, nextButton, previousButton, closeButton } = parts;
    this.parts = parts;
    wrapper.lang = language;
    wrapper.dir = direction;
    wrapper.tabIndex = -1;
    wrapper.inert = true; // until it stands: driver.js would move the focus, and lists of the application would close
    wrapper.setAttribute(OURS, "");
    wrapper.setAttribute("aria-keyshortcuts", "F6");
    wrapper.classList.toggle("adoptgen-alert", card.alert);
    title.textContent = card.title;
    progress.textContent = card.progress;
    for (const part of [title, parts.footer]) part.setAttribute("role", "presentation"); // no landmarks of the page
    description.replaceChildren(...card.text.map((spans) => el("p", {}, ...written(spans))), ...(card.more ?? []));
    nextButton.textContent = card.next;
    previousButton.textContent = say(words, "back");
    closeButton.setAttribute("aria-label", say(words, "close"));
    closeButton.textContent = "✕";
    for (const type of ["click", "pointerdown", "mousedown"]) {
      wrapper.addEventListener(type, (event) => event.stopPropagation());
    }
    host.append(wrapper);
    lift(wrapper);
  }

  /**
   * @param {boolean} held whether the focus was on the text before
   * @returns {void}
   */
  tame(held) {
    const trap = this.driver.getState("__events")?.onKeydown;
    if (trap) removeEventListener("keydown", trap, false);
    for (const name of ["aria-haspopup", "aria-expanded", "aria-controls"]) this.anchor.removeAttribute(name);
    document.body.classList.remove("driver-active", "driver-simple");
    const parts = this.parts;
    if (!parts) return;
    parts.wrapper.inert = false;
    if (held) parts.nextButton.focus({ preventScroll: true });
    else if (document.activeElement === document.body) parts.wrapper.focus({ preventScroll: true });
  }

  /**
   * @param {Card} card
   * @param {Element} host
   * @returns {void} said to those who do not see it, without moving their focus
   */
  announce(card, host) {
    if (this.voice.parentNode !== host) host.append(this.voice);
    this.voice.lang = this.spoken.language;
    const text = [card.progress, ...card.text.map(plain)].join(". ");
    requestAnimationFrame(() => (this.voice.textContent = text));
  }

  /**
   * @param {boolean} [always]
   * @returns {void} puts the anchor where the control is now
   */
  follow(always = false) {
    if (!this.target) return;
    const wrapper = this.parts?.wrapper;
    const box = `${shownPart(this.target)} ${wrapper?.offsetWidth ?? 0} ${wrapper?.offsetHeight ?? 0}`;
    if (box === this.box && !always) return;
    this.box = box;
    const [x = "", y = "", w = "", h = ""] = box.split(" ");
    Object.assign(this.anchor.style, { left: x, top: y, width: w, height: h });
    if (always) return;
    if (Date.now() - this.since < SETTLING) reveal(this.target); // what comes late pushes it down
    this.driver.refresh();
  }

  /**
   * @returns {boolean} whether the application has thrown it away
   */
  get lost() {
    return this.parts !== null && !this.parts.wrapper.isConnected;
  }

  /**
   * @returns {void}
   */
  clear() {
    const held = this.parts?.wrapper.contains(document.activeElement);
    const { target } = this;
    this.driver.destroy();
    this.anchor.remove();
    this.voice.textContent = "";
    this.parts = null;
    this.target = null;
    if (held && target instanceof HTMLElement) target.focus();
  }

  /**
   * F6 goes from the page to the text and back, as between the parts of a window; Escape on the text ends the tour.
   *
   * @param {KeyboardEvent} event
   * @returns {void}
   */
  key(event) {
    const wrapper = this.parts?.wrapper;
    if (!wrapper?.isConnected) return;
    const inside = wrapper.contains(document.activeElement);
    if (event.key === "Escape" && inside) {
      event.preventDefault();
      this.moves.close();
    } else if (event.key === "F6") {
      event.preventDefault();
      if (!inside) wrapper.focus();
      else goTo(this.target);
    }
  }
}

/**
 * @param {Element | null} target
 * @returns {void} the focus on the control, or on the first thing in it that takes one
 */
export function goTo(target) {
  const inner = target?.querySelector("a[href], button, input, select, textarea, [tabindex]");
  for (const one of [target, inner]) {
    if (one && "focus" in one && typeof one.focus === "function") {
      one.focus();
      if (one.getRootNode() instanceof Document && one.ownerDocument.activeElement === one) return;
    }
  }
}

/**
 * @param {Element | null} target
 * @returns {Element}
 */
function hostOf(target) {
  const own = target?.ownerDocument === document ? target.closest("dialog:modal, [aria-modal=true]") : null;
  return own ?? [...document.querySelectorAll("dialog:modal")].at(-1) ?? document.body;
}

/**
 * @param {HTMLElement} element
 * @returns {void} above everything, where the browser can (HTML popover)
 */
function lift(element) {
  if (typeof element.showPopover !== "function") return;
  element.popover = "manual";
  if (element.matches(":popover-open")) element.hidePopover();
  element.showPopover();
}

/**
 * @param {Element} target
 * @returns {string} left, top, width and height of what can be seen of it, at the edge if that is nothing: the text
 *   beside it stays on the screen
 */
function shownPart(target) {
  const { left, top, width, height } = boxOf(target);
  const [x, right] = [left, left + width].map((side) => Math.round(Math.min(Math.max(side, 0), innerWidth)));
  const [y, bottom] = [top, top + height].map((side) => Math.round(Math.min(Math.max(side, 0), innerHeight)));
  return [x, y, (right ?? 0) - (x ?? 0), (bottom ?? 0) - (y ?? 0)].map((side) => `${side}px`).join(" ");
}

/**
 * @param {Element} target
 * @returns {void}
 */
function reveal(target) {
  const { top, height, left, width } = boxOf(target);
  const seen = top >= 0 && left >= 0 && top + height <= innerHeight && left + width <= innerWidth;
  if (!seen) target.scrollIntoView({ block: "center", inline: "nearest" });
}
