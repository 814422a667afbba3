import { applyScheme } from "./contents.js";
import { Keeper } from "./keeper.js";
import { pagesOf } from "./pages.js";
import { Player } from "./player.js";
import { newSeed } from "./random.js";
import { decode, freshState } from "./state.js";

/**
 * Runs the player: restores what was done, and ends the session when the page goes away. The files start-*.js, one per
 * standard, say who records.
 *
 * @typedef {import("./course.js").Course} Course
 * @typedef {import("./door.js").Door} Door
 * @typedef {import("./state.js").State} State
 */

const FORMAT = 1;

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
  /** @type {Player | null} */
  let player = null;
  const keeper = new Keeper(door, `${course.id}:state`, (saving) => player?.told(saving));
  const opening = keeper.open();
  const state = restored(course, opening);
  const { learner, mastery } = opening;
  player = new Player(
    { course, state, mastery: mastery ?? course.mastery, learner, place: state.place, clock },
    keeper,
    seat,
  );
  player.begin();
  watch(player, keeper);
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
