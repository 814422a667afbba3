import { applyScheme } from "./contents.js";
import { nowhere } from "./door.js";
import { Keeper } from "./keeper.js";
import { pagesOf } from "./pages.js";
import { Player } from "./player.js";
import { newSeed } from "./random.js";
import { decode, freshState } from "./state.js";
import { Tabs } from "./tabs.js";

/**
 * Runs the player: restores what was done, and ends the session when the page goes away. The files start-*.js, one per
 * standard, say who records.
 *
 * @typedef {import("./course.js").Course} Course
 * @typedef {import("./door.js").Door} Door
 * @typedef {import("./state.js").State} State
 * @typedef {import("./tabs.js").Handed} Handed
 */

const FORMAT = 1;
/** Ends the address of a window that begins again to record in place of another one. */
const HERE = "#here";

/** @returns {number} seconds */
export function clock() {
  return performance.now() / 1000;
}

/** @returns {Course | null} the course this page was made for */
export function courseHere() {
  return /** @type {{adoptgenCourse?: Course}} */ (/** @type {unknown} */ (globalThis)).adoptgenCourse ?? null;
}

/**
 * @param {Course} course
 * @param {import("./door.js").Opening} opening
 * @returns {State} as saved last, or a fresh one
 */
function restored(course, opening) {
  const saved = decode(opening.suspend);
  if (!saved) {
    return freshState(newSeed());
  }
  const pages = pagesOf(course, saved.state);
  const place = pages.find((page) => page.id === opening.place) ?? pages.find((page) => page.key === saved.placeKey);
  return { ...saved.state, place: place?.id ?? "" };
}

/** @param {Door} door */
export function run(door) {
  const course = courseHere();
  const seat = document.getElementById("player");
  if (course && seat) {
    start(course, door, seat);
  }
}

/**
 * @param {Course} course
 * @param {Door} door
 * @param {HTMLElement} seat
 */
function start(course, door, seat) {
  if (course.format !== FORMAT) {
    throw new Error(`course.js has format ${course.format}, this player reads ${FORMAT}`);
  }
  applyScheme();
  if (door.idle) {
    const { player, keeper } = seated(course, door, seat, null);
    player.begin();
    watch(player, keeper);
    return;
  }
  const tabs = new Tabs(`${course.iri}:${course.language}`);
  const chosen = location.hash === HERE;
  const taking = chosen || Boolean(door.session);
  if (chosen) {
    history.replaceState(null, "", location.pathname + location.search);
  }
  if (!tabs.others) {
    beginHere(course, door, seat, tabs, null);
    return;
  }
  void (taking ? tabs.take(door.session) : tabs.ask()).then((found) =>
    found && !taking ? lookOn(course, door, seat, tabs, found) : beginHere(course, door, seat, tabs, found),
  );
}

/**
 * @param {Course} course
 * @param {Door} door
 * @param {HTMLElement} seat
 * @param {Handed | null} handed what another window left, if that is newer
 */
function seated(course, door, seat, handed) {
  /** @type {Player | null} */
  let player = null;
  const keeper = new Keeper(door, `${course.id}:state`, (saving) => player?.told(saving));
  const found = keeper.open();
  const same = handed?.learnerId === found.learnerId;
  const opening = handed && same && laterThan(handed, found) ? { ...found, ...handed } : found;
  const state = restored(course, opening);
  const { learner, learnerId, mastery } = opening;
  player = new Player(
    { course, state, mastery: mastery ?? course.mastery, learner, learnerId, place: state.place, clock },
    keeper,
    seat,
  );
  return { player, keeper, learner, learnerId };
}

/**
 * @param {{suspend: string}} one
 * @param {{suspend: string}} other
 * @returns {boolean} whether its state is the later one
 */
function laterThan(one, other) {
  return (decode(one.suspend)?.state.serial ?? -1) > (decode(other.suspend)?.state.serial ?? -1);
}

/**
 * The session begins, and this window records.
 *
 * @param {Course} course
 * @param {Door} door
 * @param {HTMLElement} seat
 * @param {Tabs} tabs
 * @param {Handed | null} handed
 */
function beginHere(course, door, seat, tabs, handed) {
  const { player, keeper, learner, learnerId } = seated(course, door, seat, handed);
  player.begin();
  watch(player, keeper);
  if (!keeper.recording) {
    return;
  }
  const state = () => {
    const { suspend, place } = player.snapshot();
    return { suspend, place, learner, learnerId };
  };
  const end = async (/** @type {boolean} */ silent) => {
    const whole = silent ? keeper.abandon() : await keeper.close(player.snapshot());
    player.takeOver = door.again ? recordHere : null;
    keeper.become(door.again ? "elsewhere" : "moved");
    return whole;
  };
  tabs.record(state, end, door.session);
}

/**
 * Another window records: the course is shown as it stands there, and may be taken over.
 *
 * @param {Course} course
 * @param {Door} door not opened yet
 * @param {HTMLElement} seat
 * @param {Tabs} tabs
 * @param {Handed} found
 */
function lookOn(course, door, seat, tabs, found) {
  const closed = { ...nowhere(), open: () => ({ ...found, mode: /** @type {const} */ ("elsewhere"), mastery: null }) };
  const { player } = seated(course, closed, seat, null);
  /** @type {Promise<void> | null} */
  let taking = null;
  const takeOver = () => void (taking ??= tabs.take().then((handed) => beginHere(course, door, seat, tabs, handed)));
  player.takeOver = door.again ? recordHere : takeOver;
  player.begin();
}

/** What a door read before it was opened is old by now: the page begins anew. */
function recordHere() {
  location.hash = HERE;
  location.reload();
}

/**
 * Neither unload nor beforeunload: browsers drop what they do. `pagehide` ends the session; a page that comes back from
 * the back/forward cache begins a new one.
 *
 * @param {Player} player
 * @param {Keeper} keeper
 */
function watch(player, keeper) {
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") {
      player.save();
    }
  });
  window.addEventListener("pagehide", () => void keeper.close(player.snapshot(), true));
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      location.reload();
    }
  });
}
